// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"

#include <QDialog>

class QLineEdit;

namespace sotto::ui {

/// What colleagues see of the person who is signed in, beside the name that the clinic gives.
class ProfileDialog final : public QDialog {
    Q_OBJECT
public:
    ProfileDialog(Client& client, const SelfSnapshot& self, QWidget* parent);

private:
    QLineEdit* addField(const char* name, const QString& caption, const QString& text);

    QLineEdit* m_title;
    QLineEdit* m_department;
    QLineEdit* m_phone;
};

}  // namespace sotto::ui
