// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/secret_choice.h"

#include "ui/controls.h"
#include "ui/label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

SecretChoice::SecretChoice(const Way& first, const Way& second, QWidget* parent)
    : QWidget(parent),
      m_links{first.link, second.link},
      m_link(makeButton("otherSecret", {}, ButtonKind::Link, this))
{
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 1);
    const std::array ways{&first, &second};
    for (std::size_t at = 0; at < ways.size(); ++at) {
        auto* const box = m_ways[at] = new QWidget(this);
        auto* const field = m_fields[at] = new SecretField(ways[at]->caption, ways[at]->show, box);
        field->setObjectName(QLatin1String(ways[at]->name));
        field->setAccessibleName(ways[at]->caption);
        auto* const caption = new Label(ways[at]->caption, TextRole::Strong, box);
        caption->setBuddy(field);
        auto* const column = new QVBoxLayout(box);
        setGrid(*column, 0, 0, 1);
        column->addWidget(caption);
        column->addWidget(field);
        layout->addWidget(box);
        connect(field, &SecretField::changed, this, &SecretChoice::changed);
        connect(field, &SecretField::submitted, this, &SecretChoice::submitted);
    }
    layout->addWidget(m_link, 0, Qt::AlignLeft);
    connect(m_link, &QPushButton::clicked, this, [this] {
        choose(1 - m_chosen);
        field()->setFocus();
    });
    choose(0);
}

void SecretChoice::choose(int way)
{
    const bool hadFocus =
        m_ways[static_cast<std::size_t>(m_chosen)]->isAncestorOf(window()->focusWidget());
    m_chosen = way;
    for (auto* const field : m_fields)
        field->clear();
    m_ways[static_cast<std::size_t>(way)]->show();
    if (hadFocus)
        field()->setFocus();  // before its field hides: focus would go to whatever is next
    m_ways[static_cast<std::size_t>(1 - way)]->hide();
    m_link->setText(m_links[static_cast<std::size_t>(1 - way)]);
    Q_EMIT changed();
}

void SecretChoice::setChoice(bool offered)
{
    m_link->setVisible(offered);
    if (!offered)
        choose(0);
}

}  // namespace sotto::ui
