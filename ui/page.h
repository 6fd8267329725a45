// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/client.h"
#include "ui/label.h"
#include "ui/problem_box.h"

#include <QScrollArea>

class QBoxLayout;
class QVBoxLayout;

namespace sotto::ui {

/// One step before the session is open: the mark, a card with a title, a sentence, what the
/// step asks for, and a place for a problem. Scrolls where the window is small.
class Page : public QScrollArea {
    Q_OBJECT
public:
    explicit Page(QWidget* parent);

    /// Shows another value of the same step.
    virtual void setStage(const SignInStage& stage) = 0;

    /// Where the cursor belongs when the page comes up.
    virtual QWidget* firstField() const = 0;

    void showProblem(const Problem& problem);
    void clearProblem();

protected:
    QVBoxLayout& body() { return *m_body; }

    QWidget* card() { return m_card; }

    void setHeading(const QString& title, const QString& lead);
    void setCardWidth(int px);

    /// A caption above a field, and what a screen reader says for it.
    void addField(const QString& caption, QWidget* field);

private:
    QWidget* makeMark(QWidget* parent);

    QWidget* m_card = nullptr;
    QVBoxLayout* m_body = nullptr;
    Label* m_title = nullptr;
    Label* m_lead = nullptr;
    ProblemBox* m_problem = nullptr;
};

}  // namespace sotto::ui
