// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/patient.h"

#include <QWidget>

class QToolButton;

namespace sotto::ui {

class Label;

/// In the composer: whom the next message is about, in full. Hidden while it is about nobody.
class PatientBar final : public QWidget {
    Q_OBJECT
public:
    explicit PatientBar(QWidget* parent);

    void setAbout(About about);

    const About& about() const { return m_about; }

    /// Below it, before it is sent; empty: none.
    void setQuestion(const QString& question);

Q_SIGNALS:
    void changeWanted();  ///< the chip was pressed
    void dropped();       ///< by its cross

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showState();

    QToolButton* m_chip;
    QToolButton* m_drop;
    Label* m_notice;
    About m_about;
    QString m_question;
};

}  // namespace sotto::ui
