import '../ui/strict-policy.ts'
import { createHall } from '../data/hall.ts'
import { HallProvider } from '../data/use-hall.ts'
import { AntdProvider } from '../ui/antd-theme.tsx'
import { startPage } from '../ui/start.tsx'
import { WindowPage } from './window-page.tsx'

startPage(
  <HallProvider hall={createHall({ as: 'window' })} follow={false}>
    <AntdProvider>
      <WindowPage />
    </AntdProvider>
  </HallProvider>,
)
