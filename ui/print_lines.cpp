// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print_lines.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>

#include <algorithm>
#include <memory>

namespace sotto::ui {
namespace {

constexpr double kSpacing = 1.3;  // of a line's height
constexpr double kTitle = 1.5;    // of the body's size, as on the screen
constexpr double kMarginMm = 20;

/// False: the device cannot be written to.
bool print(QPagedPaintDevice& device, const QStringList& lines, const QString& footer)
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    auto title = painter.font();
    title.setPointSizeF(title.pointSizeF() * kTitle);
    painter.save();
    painter.setFont(title);
    const double height = QFontMetricsF(title, &device).height() * 2;
    const QRectF page = painter.viewport();
    painter.drawText(page, Qt::TextWordWrap, lines.value(0));
    painter.restore();
    auto room = page.adjusted(0, height, 0, 0);
    for (auto rest = lines.mid(1); !rest.isEmpty(); room = page) {
        rest.remove(0, drawLines(painter, room, rest, footer));
        if (!rest.isEmpty())
            device.newPage();
    }
    return painter.end();
}

}  // namespace

qsizetype drawLines(QPainter& painter, const QRectF& page, const QStringList& lines,
                    const QString& footer)
{
    const double least = QFontMetricsF(painter.font(), painter.device()).height();
    const double end = page.bottom() - 2 * least;
    double y = page.top();
    qsizetype drawn = 0;
    for (const auto& line : lines) {
        const QRectF room(page.left(), y, page.width(), end - y);
        const auto box = painter.boundingRect(room, Qt::TextWordWrap, line);
        if (drawn > 0 && y + box.height() > end)
            break;
        painter.drawText(room, Qt::TextWordWrap, line);
        y += std::max(least, box.height()) * kSpacing;
        ++drawn;
    }
    painter.drawText(QRectF(page.left(), page.bottom() - least, page.width(), least),
                     Qt::AlignCenter | Qt::TextSingleLine, footer);
    return std::max<qsizetype>(1, drawn);
}

bool saveLines(const QStringList& lines, const QString& footer, const QString& path)
{
    QPdfWriter writer(path);
    writer.setTitle(lines.value(0));
    writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm),
                          QPageLayout::Millimeter);
    return print(writer, lines, footer);
}

void printLines(const QStringList& lines, const QString& footer, QWidget& parent)
{
    auto printer = std::make_shared<QPrinter>();
    printer->setDocName(QStringLiteral("Sotto"));  // a print queue shows it to everybody
    printer->setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm),
                            QPageLayout::Millimeter);
    auto* dialog = new QPrintDialog(printer.get(), &parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintToFile, false);
    QObject::connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), dialog,
                     [printer, lines, footer](QPrinter*) { (void)print(*printer, lines, footer); });
    dialog->open();
}

}  // namespace sotto::ui
