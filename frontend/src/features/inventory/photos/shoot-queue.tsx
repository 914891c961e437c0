import { ActionIcon, Button, Modal, Skeleton } from '@mantine/core';
import { IconCamera, IconChevronRight, IconPhotoPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemRow } from '@/api/gen';
import { useCan } from '@/shared/permissions';
import { PrivateImage } from '@/shared/ui/private-image';
import { EmptyState, ErrorState } from '@/shared/ui/state';
import { PlaceCell } from '../components/cells';
import { itemOptions, queueOptions } from '../queries';
import type { InventorySearch } from '../search';
import { ItemSquare } from './item-picture';
import { FileButton, useTouch } from './photo-pickers';
import classes from './shoot-queue.module.css';
import { UploadList } from './upload-list';
import { useUploads } from './upload-queue';
import { usePhotoDrop, usePhotoPaste } from './use-photo-drop';

interface StepProps {
  readonly row: ItemRow;
  readonly first: boolean;
  readonly onBack: () => void;
  readonly onNext: (taken: boolean) => void;
}

/** One item: its name, what was taken of it, and the keys under the thumb. */
function Step({ row, first, onBack, onNext }: StepProps) {
  const { t } = useTranslation('photos');
  const touch = useTouch();
  const { add, ...sending } = useUploads(row.id);
  const { over, place } = usePhotoDrop(add);
  usePhotoPaste(add);
  const item = useQuery(itemOptions(row.id)).data;
  const heading = useRef<HTMLHeadingElement>(null);
  // Each item is told to readers as it comes up.
  useEffect(() => heading.current?.focus(), []);
  const photos = item ? item.photos : [];
  const taken = photos.length > 0 || sending.uploads.some(({ status }) => status !== 'failed');
  return (
    <>
      <div className={classes.stage} {...place}>
        <p className={classes.facts}>
          {row.inventory_number} · <PlaceCell row={row} />
        </p>
        <h3 ref={heading} className={classes.name} tabIndex={-1} data-autofocus>
          {row.name}
        </h3>
        <div className={classes.view} data-over={over || undefined}>
          {photos.length > 0 ? (
            <ul className={classes.taken}>
              {photos.map((photo, index) => (
                <li key={photo.id}>
                  <PrivateImage
                    src={photo.thumbnail_url}
                    fit="contain"
                    alt={t('alt', { name: row.name, index: index + 1, total: photos.length })}
                  />
                </li>
              ))}
            </ul>
          ) : (
            <p>
              <ItemSquare row={row} size={64} />
              <br />
              {over ? t('drop') : t('queue.hint')}
            </p>
          )}
        </div>
        <UploadList {...sending} />
      </div>
      <div className={classes.dock} data-touch={touch || undefined}>
        {touch ? (
          <FileButton
            camera
            variant={taken ? 'default' : 'filled'}
            onFiles={add}
            leftSection={<IconCamera size={22} stroke={1.6} />}
          >
            {t('shoot')}
          </FileButton>
        ) : null}
        <FileButton
          variant={taken || touch ? 'default' : 'filled'}
          onFiles={add}
          leftSection={<IconPhotoPlus size={20} stroke={1.6} />}
        >
          {t('choose')}
        </FileButton>
        <Button variant="default" disabled={first} onClick={onBack}>
          {t('queue.previous')}
        </Button>
        <span className={classes.turn}>
          <Button variant="default" disabled={taken} onClick={() => onNext(false)}>
            {t('queue.skip')}
          </Button>
          <Button
            disabled={!taken}
            rightSection={<IconChevronRight size={20} stroke={1.6} />}
            onClick={() => onNext(true)}
          >
            {t('queue.next')}
          </Button>
        </span>
      </div>
    </>
  );
}

/** Items without photos one after another: take, next. Pictures go on being sent while one walks on. */
export function ShootQueue({ search, onClose }: { search: InventorySearch; onClose: () => void }) {
  const { t } = useTranslation(['photos', 'common']);
  const can = useCan();
  const query = useQuery(queueOptions(search));
  const [queue, setQueue] = useState<readonly ItemRow[] | null>(null);
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<ReadonlySet<number>>(() => new Set());
  // The line is drawn once: an item that got its photo leaves the filter, but not the line.
  if (queue === null && query.data) setQueue(query.data.items.filter((row) => can('inventory:update', row)));
  const row = queue?.[at];
  const total = queue?.length ?? 0;
  const skipped = queue?.filter(({ id }) => !done.has(id)) ?? [];
  const next = (taken: boolean) => {
    if (row && taken) setDone(new Set([...done, row.id]));
    setAt(at + 1);
  };
  return (
    <Modal.Root opened fullScreen closeOnEscape lockScroll={false} onClose={onClose}>
      <Modal.Content className={classes.content ?? ''} aria-label={t('queue.title')}>
        <Modal.Body className={classes.body ?? ''}>
          <div className={classes.bar}>
            <h2>{t('queue.title')}</h2>
            {total > 0 ? (
              <span className={classes.counter} aria-live="polite">
                {t('queue.progress', { index: Math.min(at + 1, total), total })}
              </span>
            ) : null}
            <span className={classes.grow} />
            <ActionIcon size="xl" aria-label={t('queue.close')} onClick={onClose}>
              <IconX size={20} stroke={1.6} />
            </ActionIcon>
          </div>
          <div className={classes.progress}>
            <i style={{ width: total > 0 ? `${(Math.min(at, total) / total) * 100}%` : 0 }} />
          </div>
          {query.isError && !queue ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : !queue ? (
            <div className={classes.stage} aria-busy="true">
              <Skeleton height={14} width="40%" />
              <Skeleton height={24} width="70%" mt={8} />
              <Skeleton height={220} mt={16} />
            </div>
          ) : row ? (
            <Step key={row.id} row={row} first={at === 0} onBack={() => setAt(at - 1)} onNext={next} />
          ) : (
            <EmptyState
              icon={<IconCamera size={24} stroke={1.6} />}
              title={total === 0 ? t('queue.emptyTitle') : t('queue.doneTitle')}
              text={total === 0 ? t('queue.emptyText') : t('queue.doneText', { count: done.size })}
              actions={
                <>
                  <Button onClick={onClose}>{t('queue.toList')}</Button>
                  {total > 0 && skipped.length > 0 ? (
                    <Button
                      variant="default"
                      onClick={() => {
                        setQueue(skipped);
                        setDone(new Set());
                        setAt(0);
                      }}
                    >
                      {t('queue.again')}
                    </Button>
                  ) : null}
                </>
              }
            />
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
