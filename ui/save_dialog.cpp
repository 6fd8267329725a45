// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/save_dialog.h"

#include <QDir>
#include <QFileDialog>

namespace sotto::ui {

QFileDialog* makeSaveDialog(const char* name, const QString& file,
                            QStandardPaths::StandardLocation folder, Existing existing,
                            QWidget* parent)
{
    const QDir place(QStandardPaths::writableLocation(folder));
    auto* dialog = new QFileDialog(parent, QStringLiteral("Sotto"), place.path());
    dialog->setObjectName(QLatin1String(name));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setOption(QFileDialog::DontConfirmOverwrite, existing == Existing::Refused);
    dialog->selectFile(file);
    return dialog;
}

}  // namespace sotto::ui
