// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice_line.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace sotto::ui {

NoticeLine::NoticeLine(const QString& name, Icon which, Close close, QWidget* parent)
    : QFrame(parent),
      m_text(new Label({}, TextRole::Body, this)),
      m_action(
          makeButton(qPrintable(name + QStringLiteral("Action")), {}, ButtonKind::Outlined, this))
{
    setObjectName(name);
    setProperty("surface", QStringLiteral("notice"));
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 4, 2, 3);
    layout->addWidget(new IconView(which, tokensFor(palette()).accent, this));
    layout->addWidget(m_text->wrapped(), 1);
    layout->addWidget(m_action);
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &NoticeLine::actionWanted);
    if (close == Close::ByPerson) {
        auto* button = makeIconButton(qPrintable(name + QStringLiteral("Close")), Icon::Close,
                                      tr("Close"), this);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, &QWidget::hide);
    }
    hide();
}

void NoticeLine::showText(const QString& text)
{
    const bool isNew = isHidden() || m_text->text() != text;
    m_text->setText(text);
    setAccessibleName(text);
    show();
    if (isNew) {
        announce(*this);
    }
}

void NoticeLine::setAction(const QString& text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

}  // namespace sotto::ui
