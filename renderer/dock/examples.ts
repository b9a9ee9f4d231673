import type { DockedDevice } from '../../contract/dock.ts'
import type { DockWindow } from './use-dock.ts'

const line = { cableIn: true, powerOn: true, silent: false, lateMs: 0 }
const callKeys = [
  ['1', '2', '3', '呼叫'],
  ['4', '5', '6', '重呼'],
  ['7', '8', '9', '过号'],
  ['0', '暂停', '转移', '评价'],
].map((row) => row.map((label) => ({ key: label, label })))
const ratingKeys = [['非常满意', '满意', '不满意', '非常不满意'].map((label) => ({ key: label, label }))]

/** Windows as a hall has them, for tests of the dock's page. */
export const exampleWindows: readonly DockWindow[] = [
  { id: 'w1', number: '1', name: '户籍证件' },
  { id: 'w2', number: '2', name: '户籍与车驾管' },
  { id: 'w10', number: '10', name: '税费办理' },
]

/** One of each kind, as the contract has them; for tests of the dock's page. */
export const exampleDevices: readonly DockedDevice[] = [
  {
    ...line,
    name: 'printer',
    panel: {
      kind: 'ticket-printer',
      papers: [
        {
          svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img" aria-label="号票"/>',
          whole: true,
        },
      ],
      paperMm: 1200,
      nearEnd: true,
      coverOpen: false,
      cutterJammed: false,
    },
  },
  {
    ...line,
    name: 'reader',
    panel: {
      kind: 'id-card-reader',
      cards: [
        { card: 'resident', kind: '居民身份证', name: '林样例', about: '34 岁' },
        { card: 'elder', kind: '居民身份证', name: '赵样例', about: '71 岁，长期有效' },
        { card: 'permit', kind: '港澳台居民居住证', name: '何样例', about: '28 岁' },
      ],
      laid: 'elder',
      busy: true,
    },
  },
  {
    ...line,
    name: 'social',
    panel: {
      kind: 'social-security-card',
      cards: [{ card: 'social', kind: '社会保障卡', name: '林样例', about: '34 岁' }],
      laid: null,
      busy: false,
    },
  },
  { ...line, name: 'scanner', panel: { kind: 'scanner', last: null } },
  {
    ...line,
    name: 'speaker',
    panel: {
      kind: 'speaker',
      saying: '请 A001 号到 1 号窗口办理',
      played: 3,
      said: [{ at: '2026-11-23T09:00:00+08:00', text: '请 B007 号到 2 号窗口办理' }],
    },
  },
  {
    ...line,
    name: 'call-pads',
    cableIn: false,
    panel: {
      kind: 'call-pad',
      pads: ['w10', 'w1', 'w2'].map((windowId, at) => ({
        address: at + 1,
        windowId,
        cells: '   001',
        keys: callKeys,
        asking: false,
        stars: null,
        beeps: at,
      })),
    },
  },
  {
    ...line,
    name: 'rating-pads',
    panel: {
      kind: 'rating-pad',
      pads: ['w1', 'w2'].map((windowId, at) => ({
        address: at + 1,
        windowId,
        cells: '',
        keys: ratingKeys,
        asking: at === 0,
        stars: at === 0 ? 5 : null,
        beeps: 0,
      })),
    },
  },
  {
    ...line,
    name: 'screens',
    panel: {
      kind: 'led-screen',
      screens: [
        { address: 1, windowId: 'w1', lines: ['请 A001 号', '到 1 号窗口'], colour: 'red' },
        { address: 2, windowId: 'w2', lines: [], colour: 'green' },
      ],
    },
  },
]
