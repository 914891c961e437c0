import { Button } from '@mantine/core';
import { IconCheck, IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '@/api/download';
import { invalidate } from '@/api/invalidate';
import { DropZone, type Sending } from './components/drop-zone';
import classes from './components/file-step.module.css';
import { Notice, ProblemNotice } from './components/notice';
import { StepBody, Wizard } from './components/wizard';
import { csvFile } from './csv';
import { MAX_FILE, uploadFile } from './queries';

const TIPS = ['titles', 'numbers', 'words'] as const;

function Template() {
  const { t, i18n } = useTranslation('imports');
  const delimiter = i18n.language === 'en' ? ',' : ';';
  const rows = [t('template.headings'), t('template.example')].map((line) => line.split(delimiter));
  return (
    <section>
      <h3>{t('file.templateTitle')}</h3>
      <p>{t('file.templateText')}</p>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.6} />}
        onClick={() => save(csvFile(rows, delimiter), t('file.templateName'))}
      >
        {t('file.template')}
      </Button>
    </section>
  );
}

/** Why a file is not even sent: 50 MB over a theatre's line only to be refused would be unkind. */
function refusal(files: readonly File[]): 'several' | 'nothing' | 'tooLarge' | null {
  const [file] = files;
  if (files.length > 1) return 'several';
  if (file?.size === 0) return 'nothing';
  return (file?.size ?? 0) > MAX_FILE ? 'tooLarge' : null;
}

/** The first step: a file becomes an import with an address of its own. */
export function NewImportPage() {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [refused, setRefused] = useState<'several' | 'nothing' | 'tooLarge' | null>(null);
  const stopper = useRef<AbortController>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  const send = useMutation({
    mutationFn: (file: File) => {
      stopper.current = new AbortController();
      setSending({ name: file.name, size: file.size, sent: 0 });
      return uploadFile(file, {
        signal: stopper.current.signal,
        onProgress: (sent) => setSending({ name: file.name, size: file.size, sent }),
      });
    },
    meta: { handlesError: true },
    onSuccess: (importId) => {
      void invalidate(client, 'importDraft');
      void navigate({ to: '/inventory/imports/$importId', params: { importId }, search: { step: 'table' } });
    },
    onSettled: () => setSending(null),
  });
  // Whoever pressed «Остановить» needs no words about it.
  const stopped = stopper.current?.signal.aborted === true;

  const take = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    const reason = refusal(files);
    setRefused(reason);
    send.reset();
    if (reason === null) send.mutate(file);
  };

  return (
    <Wizard title={t('title')} step="file">
      <StepBody>
        <div className={classes.layout}>
          <div className={classes.main}>
            {refused ? (
              <Notice tone="bad" title={t('file.problem')}>
                {t(`file.${refused}`)}
              </Notice>
            ) : null}
            {send.isError && !stopped ? <ProblemNotice error={send.error} title={t('file.problem')} /> : null}
            <DropZone sending={sending} onFiles={take} onStop={() => stopper.current?.abort()} />
          </div>
          <aside className={classes.aside}>
            <section>
              <h3>{t('file.tipsTitle')}</h3>
              <ul className={classes.tips}>
                {TIPS.map((tip) => (
                  <li key={tip}>
                    <IconCheck size={16} stroke={1.8} aria-hidden="true" />
                    {t(`file.tips.${tip}`)}
                  </li>
                ))}
              </ul>
            </section>
            <Template />
          </aside>
        </div>
      </StepBody>
    </Wizard>
  );
}
