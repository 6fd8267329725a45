// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QStringList>

class QPainter;
class QWidget;

namespace sotto::ui {

/// Lets the person choose a printer and prints plain lines, the first one as a title, with the
/// footer on each page.
void printLines(const QStringList& lines, const QString& footer, QWidget& parent);

/// The same pages as a PDF file. False: it cannot be written there.
bool saveLines(const QStringList& lines, const QString& footer, const QString& path);

/// What fits on one page, and the footer below it; returns how many lines that was, at least one.
qsizetype drawLines(QPainter& painter, const QRectF& page, const QStringList& lines,
                    const QString& footer);

}  // namespace sotto::ui
