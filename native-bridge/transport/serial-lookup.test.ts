import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fail, ok } from '../../core/result.ts'
import { LineScanner } from '../driver/line-scanner.ts'
import { serialTransport } from './serial.ts'
import { findSerialPort, readSerialName, type SerialName } from './serial-lookup.ts'

/** A stand-in for /sys as the kernel lays it out: a port's device is an interface below the adapter's own folder. */
let sys = ''
beforeEach(() => {
  sys = mkdtempSync(join(tmpdir(), 'sys-'))
  mkdirSync(join(sys, 'class', 'tty'), { recursive: true })
})
afterEach(() => rmSync(sys, { recursive: true }))

function plug(port: string, usb: string, at: string, serial?: string): void {
  const [vendor = '', product = ''] = usb.split(':')
  const adapter = join(sys, 'devices', 'pci0', 'usb1', at)
  const device = join(adapter, `${at}:1.0`, port)
  mkdirSync(device, { recursive: true })
  writeFileSync(join(adapter, 'idVendor'), `${vendor}\n`)
  writeFileSync(join(adapter, 'idProduct'), `${product}\n`)
  if (serial !== undefined) writeFileSync(join(adapter, 'serial'), `${serial}\n`)
  const entry = join(sys, 'class', 'tty', port)
  mkdirSync(entry)
  symlinkSync(device, join(entry, 'device'))
}

function named(text: string): SerialName {
  const name = readSerialName(text)
  if (name === null) throw new Error(`${text} names an adapter`)
  return name
}
const find = (text: string) => findSerialPort(named(text), { sys })

describe('a serial port by its adapter', () => {
  it('is told from a path, and from what is neither', () => {
    expect(readSerialName('/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0')).toBeNull()
    expect(readSerialName('1a86:7523')).toEqual({ vendorId: '1a86', productId: '7523' })
    expect(readSerialName('1A86:7523:A50285BI')).toMatchObject({ vendorId: '1a86', serial: 'A50285BI' })
    expect(readSerialName('1a86:7523@1-1.4')).toMatchObject({ productId: '7523', socket: '1-1.4' })
  })

  it('is found below /sys by the numbers of the device that it hangs on, however written', async () => {
    // A port of the board has a device, too, and no adapter above it.
    mkdirSync(join(sys, 'class', 'tty', 'ttyS0'))
    mkdirSync(join(sys, 'devices', 'platform'), { recursive: true })
    symlinkSync(join(sys, 'devices', 'platform'), join(sys, 'class', 'tty', 'ttyS0', 'device'))
    mkdirSync(join(sys, 'class', 'tty', 'console'))
    plug('ttyUSB0', '0403:6001', '1-1')
    plug('ttyACM0', '1a86:7523', '1-2.3')
    expect(await find('1A86:7523')).toEqual(ok('/dev/ttyACM0'))
    expect(await find('ffff:7523')).toEqual(fail('absent'))
  })

  it('of two alike neither is taken, until the configuration says which', async () => {
    plug('ttyUSB0', '1a86:7523', '1-1', 'A1')
    plug('ttyUSB1', '1a86:7523', '1-2', 'B2')
    expect(await find('1a86:7523')).toEqual(fail('ambiguous'))
    expect(await find('1a86:7523:B2')).toEqual(ok('/dev/ttyUSB1'))
    expect(await find('1a86:7523@1-1')).toEqual(ok('/dev/ttyUSB0'))
    expect(await find('1a86:7523@1-9')).toEqual(fail('absent'))
  })

  it('cannot be looked for without /sys', async () => {
    rmSync(join(sys, 'class'), { recursive: true })
    expect(await find('1a86:7523')).toEqual(fail('unsearchable'))
  })

  it('is looked for through the library on other systems, which may fail to tell', async () => {
    const ports = [
      { path: 'COM3', vendorId: '1A86', productId: '7523', serialNumber: 'A1', locationId: 'Port_#0001' },
      { path: 'COM4', vendorId: '1A86', productId: '7523', serialNumber: 'B2', locationId: 'Port_#0002' },
    ]
    const list = async () => ports
    expect(await findSerialPort(named('1a86:7523'), { sys: null, list })).toEqual(fail('ambiguous'))
    expect(await findSerialPort(named('1a86:7523:B2'), { sys: null, list })).toEqual(ok('COM4'))
    const broken = async () => Promise.reject(new Error('spawn udevadm ENOENT'))
    expect(await findSerialPort(named('1a86:7523'), { sys: null, list: broken })).toEqual(
      fail('unsearchable'),
    )
  })
})

it('a device on a port that cannot be told says why in its row, and is absent once it is only away', async () => {
  plug('ttyUSB0', '1a86:7523', '1-1')
  plug('ttyUSB1', '1a86:7523', '1-2')
  const scanner = new LineScanner({
    name: 'scanner',
    transport: serialTransport('1a86:7523', 9600, { sys }),
    reconnectMs: [5],
  })
  scanner.start()
  await expect.poll(() => scanner.row()).toMatchObject({ state: 'absent', detail: 'several-alike' })
  rmSync(join(sys, 'class', 'tty', 'ttyUSB0'), { recursive: true })
  rmSync(join(sys, 'class', 'tty', 'ttyUSB1'), { recursive: true })
  await expect.poll(() => scanner.row()).toMatchObject({ state: 'absent', detail: '' })
  rmSync(join(sys, 'class'), { recursive: true })
  await expect.poll(() => scanner.row()).toMatchObject({ state: 'absent', detail: 'cannot-look' })
  await scanner.stop()
})
