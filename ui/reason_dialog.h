// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content_export.h"

#include <QDialog>

class QPushButton;

namespace sotto::ui {

/// Asks why something shall leave Sotto. Nothing is chosen beforehand: an answer by reflex
/// would be worth nothing in a record.
class ReasonDialog final : public QDialog {
    Q_OBJECT
public:
    /// `question`: what is about to happen, in a sentence of ours. `notice`: what holds for
    /// sensitive records among it; may be empty.
    ReasonDialog(const QString& question, const QString& notice, QWidget* parent);

Q_SIGNALS:
    void chosen(sotto::ExportReason reason);

private:
    ExportReason m_reason = ExportReason::NotAsked;
    QPushButton* m_go;
};

}  // namespace sotto::ui
