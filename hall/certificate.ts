// The certificate library needs it loaded first.
import 'reflect-metadata'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { z } from 'zod'
import { machineNames } from './addresses.ts'
import type { Authority } from './hall.ts'
import { writePrivate } from './secrets.ts'

/** A hall's own CA, and a certificate that it signed for this machine. */
export interface HallCertificate extends Authority {
  readonly keyPem: string
  readonly serverCertificatePem: string
}

const authorityFile = z.object({ certificate: z.string(), key: z.string() })
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const yearMs = 365 * 24 * 3_600_000

/**
 * The certificate for serving off loopback. The CA is made at first start and kept beside the secrets with mode
 * 600; the server's own certificate is made anew at each start, for the addresses that the machine has then.
 */
export async function readCertificate(folder: string, host: string, nowMs: number): Promise<HallCertificate> {
  const file = join(folder, 'authority.json')
  if (!existsSync(file)) writePrivate(file, await makeAuthority(nowMs))
  const kept = authorityFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const certificate = new X509Certificate(kept.certificate)
  const key = await crypto.subtle.importKey('pkcs8', pemBytes(kept.key), algorithm, true, ['sign'])
  const own = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const server = await X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: 'CN=GovHall',
    issuer: certificate.subject,
    notBefore: new Date(nowMs - 3_600_000),
    // Within what clients accept of a server certificate; a hall that runs longer than this is restarted for updates before.
    notAfter: new Date(nowMs + 397 * 24 * 3_600_000),
    signingAlgorithm: algorithm,
    publicKey: own.publicKey,
    signingKey: key,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
      new SubjectAlternativeNameExtension(
        machineNames(host).map((name) => ({
          type: /^[\d.]+$|:/.test(name) ? ('ip' as const) : ('dns' as const),
          value: name,
        })),
      ),
    ],
  })
  const fingerprint =
    Buffer.from(await certificate.getThumbprint('SHA-256'))
      .toString('hex')
      .toUpperCase()
      .match(/../g)
      ?.join(':') ?? ''
  return {
    certificatePem: kept.certificate,
    fingerprint,
    keyPem: PemConverter.encode(await crypto.subtle.exportKey('pkcs8', own.privateKey), 'PRIVATE KEY'),
    serverCertificatePem: server.toString('pem'),
  }
}

async function makeAuthority(nowMs: number): Promise<z.infer<typeof authorityFile>> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: 'CN=GovHall hall CA',
    notBefore: new Date(nowMs - 24 * 3_600_000),
    notAfter: new Date(nowMs + 20 * yearMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  })
  return {
    certificate: certificate.toString('pem'),
    key: PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
  }
}

function serial(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('hex')
}

function pemBytes(pem: string): ArrayBuffer {
  const [first] = PemConverter.decode(pem)
  if (!first) throw new Error('the hall CA file holds no key')
  return first
}
