// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translations.h"

#include <QApplication>
#include <QLocale>
#include <QTranslator>

// Q_INIT_RESOURCE must stand outside every namespace.
static void initTranslationResources()
{
    Q_INIT_RESOURCE(translations);
}

namespace sotto::ui {

void loadTranslations(QApplication& app)
{
    initTranslationResources();
    for (const auto& locale : {QLocale(QLocale::English), QLocale()}) {
        auto* translator = new QTranslator(&app);
        if (translator->load(locale, QStringLiteral("sotto"), QStringLiteral("_"),
                             QStringLiteral(":/i18n")))
            QApplication::installTranslator(translator);
    }
}

}  // namespace sotto::ui
