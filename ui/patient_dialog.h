// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "core/api/consent.h"
#include "core/base/clock.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QListWidget;

namespace sotto::ui {

class Label;

/// Asks whom a message is about: typed, or one of those of whom was written here lately.
class PatientDialog final : public QDialog {
    Q_OBJECT
public:
    /// `labels`: those that the clinic names, beside those which `about` has already.
    PatientDialog(Client& client, const About& about, const QStringList& labels, QWidget* parent);

    /// Also leads to how that patient agreed to be contacted. What is referred to outlives this.
    void offerConsents(ConsentRegister& consents, const Clock& clock);

Q_SIGNALS:
    void chosen(const sotto::About& about);

private:
    QLineEdit* addField(const char* name, const QString& caption, int most);
    void addLabels(const QStringList& labels);
    void addConsents();
    void addRecent();
    void addButtons();
    void showRecent(const QList<PatientSnapshot>& patients);
    void fill(const PatientTag& tag);
    PatientTag typed() const;
    void use();
    void showAgreed();
    void openConsents();

    QLineEdit* m_name;
    QLineEdit* m_number;
    Label* m_trouble;
    Label* m_recentTitle;
    QListWidget* m_recent;
    QList<QCheckBox*> m_labels;
    std::vector<std::string> m_unlisted;  ///< of the patient that was taken: labels without a box
    QList<PatientSnapshot> m_patients;
    QWidget* m_consentRow = nullptr;
    Label* m_agreed = nullptr;
    ConsentRegister* m_consents = nullptr;  ///< null: none is offered
    const Clock* m_clock = nullptr;
};

}  // namespace sotto::ui
