// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"

#include <QFrame>
#include <QStringList>

class QScrollArea;
class QVBoxLayout;

namespace sotto::ui {

class ProblemBox;

/// The clinic's messaging policy, to be read and accepted before anything else. No default
/// button: nobody accepts it with the Enter that ended their password.
class AgreementPage final : public QFrame {
    Q_OBJECT
public:
    explicit AgreementPage(QWidget* parent);

    void setText(const QStringList& paragraphs);  ///< made safe
    void focusText();
    void showProblem(const Problem& problem);

Q_SIGNALS:
    void accepted();
    void refused();

private:
    QStringList m_paragraphs;
    ProblemBox* m_problem;
    QScrollArea* m_scroll;
};

}  // namespace sotto::ui
