// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

// Q_INIT_RESOURCE must stand outside every namespace.
static void initIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace sotto::ui {
namespace {

/// In the order of `enum class Icon`; the size is checked below.
constexpr const char* kNames[] = {
    "lock",        "unlock",        "search",    "send",     "person",  "people",
    "open_items",  "conversations", "directory", "tasks",    "log",     "workstation",
    "online",      "offline",       "fyi",       "action",   "concern", "stat",
    "check",       "double_check",  "clock",     "warning",  "plus",    "key",
    "back",        "close",         "more",      "down",     "eye",     "shield",
    "acknowledge", "switch_user",   "attach",    "file",     "picture", "download",
    "save",        "print",         "copy",      "next",     "zoom_in", "zoom_out",
    "zoom_fit",    "pin",           "muted",     "reply",    "react",   "thumb_up",
    "heart",       "done_box",      "thanks",    "important"};
static_assert(std::size(kNames) == static_cast<std::size_t>(Icon::Important) + 1);

/// Points onward or back: turned round where lines run from right to left.
bool hasDirection(Icon which)
{
    return which == Icon::Back || which == Icon::Next || which == Icon::Send ||
        which == Icon::Reply;
}

QByteArray tinted(Icon which, const QColor& color)
{
    QFile file(QStringLiteral(":/icons/%1.svg")
                   .arg(QLatin1String(kNames[static_cast<std::size_t>(which)])));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("#000", color.name().toLatin1());
}

class SvgIconEngine final : public QIconEngine {
public:
    SvgIconEngine(Icon which, const QColor& color) : m_which(which), m_color(color) { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->save();
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.45);
        paintIcon(*painter, m_which, rect, m_color);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new SvgIconEngine(m_which, m_color); }

private:
    Icon m_which;
    QColor m_color;
};

}  // namespace

void loadResources()
{
    initIconResources();
}

QIcon icon(Icon which, const QColor& color)
{
    return QIcon(new SvgIconEngine(which, color));
}

void paintIcon(QPainter& painter, Icon which, const QRectF& where, const QColor& color)
{
    // Lists draw the same few icons hundreds of times: keep them as pixels of the device.
    const auto ratio = painter.device()->devicePixelRatioF();
    const auto size = (where.size() * ratio).toSize();
    const bool turned = hasDirection(which) && QGuiApplication::isRightToLeft();
    const auto key = QStringLiteral("sotto-icon-%1-%2-%3x%4-%5")
                         .arg(static_cast<int>(which))
                         .arg(color.name())
                         .arg(size.width())
                         .arg(size.height())
                         .arg(turned ? 1 : 0);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter onPixmap(&pixmap);
        if (turned) {
            onPixmap.translate(size.width(), 0);
            onPixmap.scale(-1, 1);
        }
        QSvgRenderer(tinted(which, color)).render(&onPixmap);
        onPixmap.end();
        pixmap.setDevicePixelRatio(ratio);
        QPixmapCache::insert(key, pixmap);
    }
    // Whole device pixels: a line of 1.5 px blurs otherwise.
    const auto x = std::round(where.x() * ratio) / ratio;
    const auto y = std::round(where.y() * ratio) / ratio;
    painter.drawPixmap(QPointF(x, y), pixmap);
}

}  // namespace sotto::ui
