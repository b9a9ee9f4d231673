import { defineWords } from '../../ui/define-words.ts'

export const departmentWords = defineWords('console-departments', {
  zh: {
    about: '事项由部门负责。没有自己队列的事项，进入部门的默认队列。',
    add: '新增部门',
    name: '部门',
    nameEn: '英文名称',
    nameEnHint: '英文界面和英文播报用',
    place: '位置',
    placeHint: '如“二楼东区 5–8 号窗口”，显示在自助机上',
    queue: '默认队列',
    noQueue: '没有：请咨询人工',
    items: '事项',
    emptyTitle: '还没有部门',
    emptyBody: '可以在这里新增或导入部门，也可以在“目录”导入事项时一并建立。',
  },
  en: {
    about: 'Departments are responsible for items. An item without a queue of its own goes to the usual one.',
    add: 'Add a department',
    name: 'Department',
    nameEn: 'English name',
    nameEnHint: 'For pages and announcements in English',
    place: 'Place',
    placeHint: "Such as 'second floor east, windows 5 to 8'; shown at the kiosk",
    queue: 'Usual queue',
    noQueue: 'None: please ask a person',
    items: 'Items',
    emptyTitle: 'No departments yet',
    emptyBody: 'Add or import departments here; importing items in the catalogue makes theirs as well.',
  },
})
