// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace sotto::ui {

void copyText(const QString& text)
{
    auto* data = new QMimeData;
    data->setText(text);
    // KDE Klipper; Windows clipboard history and cloud.
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
    data->setData(QStringLiteral("application/x-qt-windows-mime;value=\""
                                 "ExcludeClipboardContentFromMonitorProcessing\""),
                  "1");
    QGuiApplication::clipboard()->setMimeData(data);
}

void clearOwnClipboard()
{
    auto* clipboard = QGuiApplication::clipboard();
    if (clipboard->ownsClipboard())
        clipboard->clear();
    if (clipboard->supportsSelection() && clipboard->ownsSelection())
        clipboard->clear(QClipboard::Selection);
}

}  // namespace sotto::ui
