// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/translations.h"

namespace sotto::ui {

void start(QApplication& app, const QString& language)
{
    loadResources();
    loadTranslations(app, language);
    applyTheme(app);
}

}  // namespace sotto::ui
