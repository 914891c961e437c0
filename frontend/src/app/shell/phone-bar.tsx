import { Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../use-me';
import { useSignOut } from '../use-sign-out';
import { Choices } from './choices';
import classes from './phone-bar.module.css';
import { activeOptionsOf, type Section } from './sections';
import { TallyMark, useTallies } from './tally';

/** The phone's way around: sections at the thumb, everything else behind «Ещё». */
export function PhoneBar({ sections }: { sections: readonly Section[] }) {
  const { t } = useTranslation(['shell', 'common']);
  const me = useMe();
  const pathname = useLocation({ select: (location) => location.pathname });
  const name = (section: Section) =>
    section.id === 'scan' || section.id === 'calls' ? t(`phone.${section.id}`) : t(`sections.${section.id}`);
  const tallies = useTallies();
  const signOut = useSignOut();
  const [opened, control] = useDisclosure(false);
  return (
    <>
      <nav className={classes.bar} aria-label={t('nav')}>
        {sections.slice(0, 3).map((section) => (
          <Link
            key={section.id}
            {...(tallies[section.id]?.link ?? { to: section.to })}
            className={classes.slot}
            activeOptions={{ ...activeOptionsOf(section, pathname), includeSearch: false }}
          >
            <span className={classes.icon}>
              <section.icon size={24} stroke={1.6} aria-hidden="true" />
              <TallyMark tally={tallies[section.id]} badge />
            </span>
            {name(section)}
          </Link>
        ))}
        <button type="button" className={classes.slot} aria-haspopup="dialog" onClick={control.open}>
          <IconDots size={24} stroke={1.6} aria-hidden="true" />
          {t('phone.menu')}
        </button>
      </nav>
      <Drawer
        opened={opened}
        onClose={control.close}
        position="bottom"
        size="auto"
        radius="lg"
        title={me.short_name}
        classNames={{ content: classes.content ?? '', header: classes.header ?? '' }}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <div className={classes.sheet}>
          {sections.slice(3).map((section) => (
            <Button
              key={section.id}
              component={Link}
              to={section.to}
              variant="default"
              justify="flex-start"
              leftSection={<section.icon size={20} stroke={1.6} />}
              onClick={control.close}
            >
              {t(`sections.${section.id}`)}
            </Button>
          ))}
          <Choices />
          <Button
            component={Link}
            to="/profile"
            variant="default"
            justify="flex-start"
            leftSection={<IconUserCircle size={20} stroke={1.6} />}
            onClick={control.close}
          >
            {t('user.profile')}
          </Button>
          <Button
            variant="default"
            justify="flex-start"
            leftSection={<IconLogout size={20} stroke={1.6} />}
            onClick={() => void signOut()}
          >
            {t('user.signOut')}
          </Button>
        </div>
      </Drawer>
    </>
  );
}
