// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

#include <cstdint>

class QPainter;

namespace sotto::ui {

/// The product's own line icons: 24 x 24, 1.5 px stroke (resources/icons).
enum class Icon : std::uint8_t {
    Lock,
    Unlock,
    Search,
    Send,
    Person,
    People,
    OpenItems,
    Conversations,
    Directory,
    Tasks,
    Log,
    Workstation,
    Online,
    Offline,
    Fyi,
    Action,
    Concern,
    Stat,
    Check,
    DoubleCheck,
    Clock,
    Warning,
    Plus,
    Key,
    Back,
    Close,
    More,
    Down,
    Eye,
    Shield,
    Acknowledge,
    SwitchUser,
    Attach,
    File,
    Picture,
    Download,
    Save,
    Print,
    Copy,
    Next,
    ZoomIn,
    ZoomOut,
    ZoomFit,
    Pin,
    Muted,
    Reply,
    React,
    ThumbUp,
    Heart,
    DoneBox,
    Thanks,
    Important,
};

/// Links the compiled resources into a program that uses the static library `ui`.
void loadResources();

/// Drawn at any size and pixel ratio; greyed by itself when disabled.
QIcon icon(Icon which, const QColor& color);

void paintIcon(QPainter& painter, Icon which, const QRectF& where, const QColor& color);

}  // namespace sotto::ui
