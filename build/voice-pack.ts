import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pinyin } from 'pinyin-pro'
import { readWav, trimSilence, writeWav } from '../core/voice/sound.ts'
import { clipWords, type VoiceLanguage, voiceLanguages } from '../core/voice/spoken-call.ts'
import { shippedPack } from '../web/voice-pack.ts'

/**
 * `npm run voice-pack`: makes the voice pack that ships, with espeak-ng (its sound is free; the program is GPL and no
 * part of the product). Each clip is said alone, slowly enough to be understood in a hall, and trimmed.
 */
const english = ['-v', 'en-us', '-s', '160', '-p', '45', '-a', '160']
const mandarin = ['-v', 'cmn-latn-pinyin', '-s', '175', '-p', '45', '-a', '160']

/** How espeak-ng is asked for a clip's words. Letters are said as English ones in Chinese calls, too. */
function speech(language: VoiceLanguage, words: string): string[] {
  if (language === 'en' || /^[A-Z]$/.test(words)) return [...english, words]
  // Its Mandarin reads Chinese characters as letters of their pinyin; pinyin itself it reads with the right tones.
  return [...mandarin, pinyin(words, { toneType: 'num', type: 'string' })]
}

const version = spawnSync('espeak-ng', ['--version'], { encoding: 'utf8' })
if (version.status !== 0) {
  process.stderr.write('espeak-ng is needed to make the voice pack: apt-get install espeak-ng\n')
  process.exit(1)
}
const folder = mkdtempSync(join(tmpdir(), 'voice-pack-'))
let rate = 0
for (const language of voiceLanguages) {
  mkdirSync(join(shippedPack, language), { recursive: true })
  for (const [clip, words] of clipWords[language]) {
    const file = join(folder, 'clip.wav')
    const said = spawnSync('espeak-ng', ['-w', file, ...speech(language, words)], { encoding: 'utf8' })
    if (said.status !== 0) throw new Error(`espeak-ng: ${said.stderr}`)
    const wav = readWav(readFileSync(file))
    if (!wav.ok) throw new Error(`espeak-ng made ${wav.problem}`)
    rate = wav.value.rate
    writeFileSync(join(shippedPack, language, `${clip}.wav`), writeWav(trimSilence(wav.value)))
  }
}
rmSync(folder, { recursive: true })
writeFileSync(
  join(shippedPack, 'manifest.json'),
  `${JSON.stringify({ name: 'espeak-ng', rate, madeBy: version.stdout.split('  ')[0] })}\n`,
)
