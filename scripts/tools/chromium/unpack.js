// Unpacks the browser of @sparticuz/chromium below TMPDIR (set it to a folder of our own) and prints
// its path. The libraries it needs are unpacked beside it only where it believes to be on AWS.
process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
const { default: chromium } = await import('@sparticuz/chromium')
console.log(await chromium.executablePath())
