// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/clipboard.h"

#include <QGuiApplication>
#include <QMimeData>

#include <memory>

namespace sotto::ui {
namespace {

constexpr auto kHint = "x-kde-passwordManagerHint";  // Klipper and others on X11 and Wayland

constexpr QClipboard::Mode kModes[] = {QClipboard::Clipboard, QClipboard::Selection};

bool isOurs(const QClipboard& clipboard, QClipboard::Mode mode)
{
    return mode == QClipboard::Selection
        ? clipboard.supportsSelection() && clipboard.ownsSelection()
        : clipboard.ownsClipboard();
}

/// Names of Microsoft's "Cloud Clipboard and Clipboard History Formats"; the values of the
/// last two are a DWORD of 0, for the first only its presence counts.
void markForWindows(QMimeData& data)
{
    const auto format = [](const char* name) {
        return QStringLiteral("application/x-qt-windows-mime;value=\"%1\"")
            .arg(QLatin1String(name));
    };
    const QByteArray no(4, '\0');
    data.setData(format("ExcludeClipboardContentFromMonitorProcessing"), "1");
    data.setData(format("CanIncludeInClipboardHistory"), no);
    data.setData(format("CanUploadToCloudClipboard"), no);
}

std::unique_ptr<QMimeData> secret()
{
    auto data = std::make_unique<QMimeData>();
    data->setData(QLatin1String(kHint), "secret");
    markForWindows(*data);
    return data;
}

std::unique_ptr<QMimeData> secretText(const QString& text)
{
    auto data = secret();
    data->setText(text);
    return data;
}

}  // namespace

void copyText(const QString& text)
{
    QGuiApplication::clipboard()->setMimeData(secretText(text).release());
}

void copyPicture(const QImage& picture)
{
    auto data = secret();
    data->setImageData(picture);
    QGuiApplication::clipboard()->setMimeData(data.release());
}

ClipboardGuard::ClipboardGuard(QObject* parent) : QObject(parent)
{
    connect(QGuiApplication::clipboard(), &QClipboard::changed, this, &ClipboardGuard::onChanged);
}

ClipboardGuard::~ClipboardGuard()
{
    clear();
}

void ClipboardGuard::setRule(ContentRule rule)
{
    m_rule = rule;
    for (const auto mode : kModes)
        onChanged(mode);
}

void ClipboardGuard::clear()
{
    auto* const clipboard = QGuiApplication::clipboard();
    for (const auto mode : kModes) {
        if (isOurs(*clipboard, mode))
            clipboard->clear(mode);
    }
}

void ClipboardGuard::onChanged(QClipboard::Mode mode) const
{
    auto* const clipboard = QGuiApplication::clipboard();
    const auto* data = isOurs(*clipboard, mode) ? clipboard->mimeData(mode) : nullptr;
    if (!data)
        return;
    const bool isMarked = data->hasFormat(QLatin1String(kHint));
    if (m_rule == ContentRule::Deny || (m_rule == ContentRule::Reason && !isMarked))
        clipboard->clear(mode);
    else if (!isMarked)
        clipboard->setMimeData(secretText(data->text()).release(), mode);
}

}  // namespace sotto::ui
