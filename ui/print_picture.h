// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"

#include <QImage>

class QPainter;
class QWidget;

namespace sotto::ui {

/// Lets the person choose a printer and prints one picture on one page.
void printPicture(const QImage& picture, const QString& footer, QWidget& parent);

/// Who printed it and when, so that a sheet left in a tray can be returned.
QString printFooter(const SelfSnapshot& self, std::int64_t nowMs);

/// The page itself: the picture, and the footer below it.
void drawPage(QPainter& painter, const QRectF& page, const QImage& picture, const QString& footer);

}  // namespace sotto::ui
