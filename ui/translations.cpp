// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translations.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// Q_INIT_RESOURCE must stand outside every namespace.
static void initTranslationResources()
{
    Q_INIT_RESOURCE(translations);
}

namespace sotto::ui {
namespace {

bool install(QApplication& app, const QLocale& locale, const QString& name, const QString& folder)
{
    auto* translator = new QTranslator(&app);
    return translator->load(locale, name, QStringLiteral("_"), folder) &&
        QApplication::installTranslator(translator);
}

QLocale localeOf(const QString& language)
{
    const QLocale system;
    const QLocale wanted(language);
    if (language.isEmpty() || wanted.language() == QLocale::C)
        return system;
    const bool hasTerritory =
        language.contains(QLatin1Char('-')) || language.contains(QLatin1Char('_'));
    return hasTerritory ? wanted : QLocale(wanted.language(), system.territory());
}

}  // namespace

void loadTranslations(QApplication& app, const QString& language)
{
    initTranslationResources();
    const auto locale = localeOf(language);
    QLocale::setDefault(locale);
    install(app, QLocale(QLocale::English), QStringLiteral("sotto"), QStringLiteral(":/i18n"));
    if (!install(app, locale, QStringLiteral("sotto"), QStringLiteral(":/i18n")))
        return;
    QApplication::setLayoutDirection(locale.textDirection());
    // Qt's own words stand in the dialogs for files and printers and in the menus of its fields.
    install(app, locale, QStringLiteral("qtbase"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

}  // namespace sotto::ui
