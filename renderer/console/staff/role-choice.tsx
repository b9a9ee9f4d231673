import { Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { type StaffRole, staffRoles } from '../../../core/staff/role.ts'
import { useWords } from '../../ui/i18n.ts'
import { roleWords } from '../../ui/words.ts'

/** The roles of a person. A form's field; what the form would say of it in ARIA is not allowed on a group. */
export function RoleChoice(props: {
  label: string
  value?: StaffRole[]
  onChange?: (value: StaffRole[]) => void
}): ReactNode {
  const say = useWords(roleWords)
  return (
    // biome-ignore lint/a11y/useSemanticElements: the form's own label stands above; a legend would say it twice
    <div role="group" aria-label={props.label}>
      <Checkbox.Group<StaffRole>
        className="role-choice"
        role="presentation"
        value={props.value ?? []}
        onChange={(value) => props.onChange?.(value)}
        options={staffRoles.map((role) => ({ value: role, label: say(role) }))}
      />
    </div>
  )
}
