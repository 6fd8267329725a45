// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/words.h"

#include "ui/error_text.h"

#include <QStringList>

namespace sotto::app {

QString sentenceOf(const Problem& problem)
{
    const auto text = ui::errorText(problem);
    QStringList parts{text.happened, text.safe, text.next};
    parts.removeAll(QString{});
    return parts.join(u' ');
}

}  // namespace sotto::app
