import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: './api-schema/openapi.json',
  output: { path: 'src/api/gen', clean: true },
  logs: { level: 'warn', file: false },
  plugins: [
    { name: '@hey-api/client-fetch', runtimeConfigPath: '@/api/client', throwOnError: true },
    '@hey-api/typescript',
    '@hey-api/sdk',
    { name: '@tanstack/react-query', queryKeys: { tags: true } },
    { name: 'zod', compatibilityVersion: 'mini' },
  ],
});
