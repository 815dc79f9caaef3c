import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { useFieldFocus } from "../../components/use-field-focus.ts";
import { t } from "../../i18n/i18n.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import { useScreenCommand } from "../../shell/screen-commands.ts";
import { useNoticesSection } from "./rules/use-notices-section.tsx";
import { matchingSections, type Setting, type SettingsSection } from "./setting.ts";
import classes from "./settings-screen.module.css";
import { useKeyboardSection } from "./shortcuts/use-keyboard-section.tsx";
import { useDataSections } from "./use-data-sections.tsx";
import { useEngineSection } from "./use-engine-section.tsx";
import { useLookSection } from "./use-look-section.tsx";

/** All that can be chosen, found by a word. */
export default function SettingsScreen({ section }: { section?: string | undefined }) {
  useBreadcrumbs([{ label: t("settings.title") }]);
  const [search, setSearch] = useState("");
  const [field, focusSearch] = useFieldFocus();
  useScreenCommand("find", t("settings.search"), focusSearch);
  const all = [useLookSection(), useNoticesSection(), useKeyboardSection(), useEngineSection(), ...useDataSections()];
  const sections = matchingSections(all, search);
  const count = sections.reduce((sum, { settings }) => sum + settings.length, 0);
  return (
    <section className={classes.screen} aria-label={t("settings.title")}>
      <div className={classes.head}>
        <h1 className={classes.title}>{t("settings.title")}</h1>
        <TextInput
          ref={field}
          type="search"
          className={classes.search ?? ""}
          aria-label={t("settings.search")}
          placeholder={t("settings.search")}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <output className={classes.found}>{search !== "" && t("settings.found", { count })}</output>
      </div>
      <div className={classes.columns}>
        <nav className={classes.sections} aria-label={t("settings.sections")}>
          {sections.map(({ id, title }) => (
            <RouteLink key={id} className={classes.link} to={{ screen: "settings", section: id }}>
              {title}
            </RouteLink>
          ))}
        </nav>
        <div className={classes.settings}>
          {sections.map((each) => (
            <Section key={each.id} section={each} isWanted={each.id === section} />
          ))}
          {count === 0 && (
            <EmptyPlace heading="h2" title={t("settings.nothing")} text={t("settings.nothingText")}>
              <Button variant="default" onClick={() => setSearch("")}>
                {t("settings.showAll")}
              </Button>
            </EmptyPlace>
          )}
        </div>
      </div>
    </section>
  );
}

function Section({ section: { title, settings }, isWanted }: { section: SettingsSection; isWanted: boolean }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isWanted) place.current?.scrollIntoView({ block: "start" });
  }, [isWanted]);
  return (
    <section ref={place} className={classes.section} aria-label={title}>
      <h2 className={classes.group}>{title}</h2>
      {settings.map((setting) => (
        <SettingLine key={setting.id} setting={setting} />
      ))}
    </section>
  );
}

function SettingLine({ setting: { id, name, hint, control, wide = false } }: { setting: Setting }) {
  return (
    <div className={classes.setting} data-wide={wide}>
      <div className={classes.words}>
        <span id={`setting-${id}`} className={classes.name}>
          {name}
        </span>
        {hint !== undefined && <p className={classes.hint}>{hint}</p>}
      </div>
      <div className={classes.control}>{control}</div>
    </div>
  );
}
