// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/consent.h"
#include "core/base/clock.h"
#include "core/domain/patient.h"

#include <QDialog>
#include <QStandardItemModel>

class QBoxLayout;
class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;
class QTableView;

namespace sotto::ui {

class Label;

/// How one patient agreed to be contacted outside Sotto: what is recorded, another one, taken
/// back; and the whole register as a file.
class ConsentDialog final : public QDialog {
    Q_OBJECT
public:
    /// `patient` has a name and a record number. What is referred to outlives the dialog.
    ConsentDialog(ConsentRegister& consents, const PatientTag& patient, const Clock& clock,
                  QWidget* parent);

Q_SIGNALS:
    void changed();  ///< something was recorded or revoked

private:
    void addHead(QBoxLayout& layout);
    void addTable(QBoxLayout& layout);
    void addForm(QBoxLayout& layout);
    void addButtons(QBoxLayout& layout);
    QWidget* captioned(const QString& caption, QWidget* field);
    void load();
    void show(const QList<ConsentSnapshot>& consents);
    void record();
    void revoke();
    void saveAll();
    void chooseFile(ExportReason reason);
    void answer(const Result<Done>& done, const QString& words);
    void followChoice();

    ConsentRegister& m_consents;
    PatientTag m_patient;
    const Clock& m_clock;
    QList<ConsentSnapshot> m_shown;
    QStandardItemModel m_model;
    QTableView* m_table = nullptr;
    Label* m_none = nullptr;
    QComboBox* m_channel = nullptr;
    QLineEdit* m_scope = nullptr;
    QDateEdit* m_day = nullptr;
    QPushButton* m_revoke = nullptr;
    Label* m_said = nullptr;
};

}  // namespace sotto::ui
