// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start_problem.h"

#include "ui/controls.h"
#include "ui/problem_box.h"

#include <QApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

void showStartProblem(const Problem& problem)
{
    QWidget window;
    window.setWindowTitle(QStringLiteral("Sotto"));
    auto* layout = new QVBoxLayout(&window);
    setGrid(*layout, 6, 6, 4);
    auto* box = new ProblemBox(ProblemBox::Close::ByOwner, &window);
    auto* close = makeButton("close", QObject::tr("Close"), ButtonKind::Primary, &window);
    layout->addWidget(box);
    layout->addWidget(close, 0, Qt::AlignRight);
    QObject::connect(close, &QPushButton::clicked, &window, &QWidget::close);
    box->showProblem(problem);
    window.setMinimumWidth(480);
    QApplication::setQuitOnLastWindowClosed(true);
    window.show();
    close->setFocus();
    QApplication::exec();
}

}  // namespace sotto::ui
