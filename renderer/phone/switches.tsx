import { AArrowUp } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { LanguageSwitch, useReading } from '../ui/reading-aids.tsx'
import { setReading } from '../ui/screen.ts'
import { commonWords } from '../ui/words.ts'

const keptName = 'govhall.phone.large'

/** Language and large text; the phone is the person's own, so their size is kept. */
export function Switches(): ReactNode {
  const say = useWords(commonWords)
  const large = useReading().size === 'xl'
  useEffect(() => {
    if (localStorage.getItem(keptName) === '1') setReading({ size: 'xl' })
  }, [])
  return (
    <div className="phone-switches">
      <LanguageSwitch />
      <Button
        look="quiet"
        icon={<AArrowUp aria-hidden="true" />}
        pressed={large}
        onPress={() => {
          localStorage.setItem(keptName, large ? '0' : '1')
          setReading({ size: large ? 'l' : 'xl' })
        }}
      >
        {say('largeText')}
      </Button>
    </div>
  )
}
