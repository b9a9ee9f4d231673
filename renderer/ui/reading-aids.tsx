import './parts.css'
import { Languages } from 'lucide-react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { useLanguage, useWords } from './i18n.ts'
import { type Reading, readingStore } from './screen.ts'
import { commonWords } from './words.ts'

/** The other language, named in itself, one touch away. */
export function LanguageSwitch(props: Pick<ButtonProps, 'look' | 'stacked' | 'className'>): ReactNode {
  const { language, setLanguage } = useLanguage()
  const say = useWords(commonWords)
  return (
    <Button
      {...props}
      look={props.look ?? 'quiet'}
      icon={<Languages aria-hidden="true" />}
      onPress={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}
    >
      <span lang={language === 'en' ? 'zh-CN' : 'en'}>{say('otherLanguage')}</span>
    </Button>
  )
}

/** How the person reads this terminal: size, contrast, reach. */
export function useReading(): Reading {
  return useSyncExternalStore(readingStore.subscribe, readingStore.get)
}
