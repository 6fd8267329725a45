// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print_picture.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

#include <memory>

namespace sotto::ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::PrintPicture)
};

}  // namespace

QString printFooter(const SelfSnapshot& self, std::int64_t nowMs)
{
    const auto when =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(nowMs), QLocale::ShortFormat);
    return Words::tr("%1 · printed by %2, %3 · confidential health information")
        .arg(self.clinic.string(), self.name.string(), when);
}

void drawPage(QPainter& painter, const QRectF& page, const QImage& picture, const QString& footer)
{
    const double line = QFontMetricsF(painter.font(), painter.device()).height();
    const auto room = page.adjusted(0, 0, 0, -2 * line);
    const auto size = QSizeF(picture.size()).scaled(room.size(), Qt::KeepAspectRatio);
    QRectF where(QPointF(), size);
    where.moveCenter(room.center());
    where.moveTop(room.top());
    painter.drawImage(where, picture);
    painter.drawText(QRectF(page.left(), page.bottom() - line, page.width(), line),
                     Qt::AlignCenter | Qt::TextSingleLine, footer);
}

void printPicture(const QImage& picture, const QString& footer, QWidget& parent)
{
    auto printer = std::make_shared<QPrinter>();
    printer->setDocName(QStringLiteral("Sotto"));  // a print queue shows it to everybody
    auto* dialog = new QPrintDialog(printer.get(), &parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintToFile, false);
    QObject::connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), dialog,
                     [printer, picture, footer](QPrinter*) {
                         QPainter painter;
                         if (painter.begin(printer.get()))
                             drawPage(painter, painter.viewport(), picture, footer);
                     });
    dialog->open();
}

}  // namespace sotto::ui
