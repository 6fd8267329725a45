// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

// Q_INIT_RESOURCE must stand outside every namespace.
static void initIconResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace sotto::ui {
namespace {

/// In the order of `enum class Icon`; the size is checked below.
constexpr const char* kNames[] = {
    "lock",        "unlock",        "search",    "send",    "person",  "people",
    "open_items",  "conversations", "directory", "tasks",   "log",     "workstation",
    "online",      "offline",       "fyi",       "action",  "concern", "stat",
    "check",       "double_check",  "clock",     "warning", "plus",    "key",
    "back",        "close",         "more",      "down",    "eye",     "shield",
    "acknowledge", "switch_user"};
static_assert(std::size(kNames) == static_cast<std::size_t>(Icon::SwitchUser) + 1);

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
    QSvgRenderer renderer(tinted(which, color));
    renderer.render(&painter, where);
}

}  // namespace sotto::ui
