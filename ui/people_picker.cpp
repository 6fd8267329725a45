// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people_picker.h"

#include "ui/controls.h"
#include "ui/entry_list.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kRowsShown = 4;

}  // namespace

PeoplePicker::PeoplePicker(Takes takes, QWidget* parent)
    : QWidget(parent),
      m_takes(takes),
      m_model(nullptr),
      m_search(new QLineEdit(this)),
      m_list(makeEntryList("pickList", &m_model, this))
{
    m_search->setObjectName(QStringLiteral("pickSearch"));
    m_search->setPlaceholderText(tr("Name, title or department"));
    m_search->setAccessibleName(tr("Search the directory"));
    m_search->installEventFilter(this);
    m_list->setAccessibleName(tr("Colleagues; Space takes or gives back"));
    m_list->setMinimumHeight(kRowsShown * 60);
    m_list->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 2);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    setFocusProxy(m_search);
    connect(m_search, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_model.setSearch(text); });
    connect(m_list, &QListView::clicked, this, &PeoplePicker::toggle);
    connect(m_list, &QListView::activated, this, &PeoplePicker::toggle);
}

void PeoplePicker::setPeople(const QList<PersonSnapshot>& people)
{
    m_model.load(people);
}

void PeoplePicker::setChosen(const QStringList& addresses)
{
    m_chosen = addresses;
    m_model.setMarked({m_chosen.cbegin(), m_chosen.cend()});
    Q_EMIT changed();
}

QString PeoplePicker::names() const
{
    QStringList names;
    for (const auto& address : m_chosen) {
        const auto person = std::ranges::find(m_model.people(), address, &PersonSnapshot::address);
        names << (person == m_model.people().end() || person->name.isEmpty()
                      ? address
                      : person->name.string());
    }
    return names.join(QStringLiteral(", "));
}

void PeoplePicker::toggle(const QModelIndex& index)
{
    const auto address = index.data(kAddressRole).toString();
    if (address.isEmpty())
        return;
    auto chosen = m_chosen;
    if (!chosen.removeOne(address)) {
        if (m_takes == Takes::One)
            chosen.clear();
        chosen << address;
    }
    setChosen(chosen);
}

/// Down leads from the search to the list; Enter takes the best match, so that a dialog's
/// default button is not pressed by somebody who is still choosing.
bool PeoplePicker::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_search && key == Qt::Key_Down) {
        m_list->setFocus(Qt::TabFocusReason);
        m_list->setCurrentIndex(m_model.index(0));
        return true;
    }
    if (watched == m_search && enter && !m_search->text().trimmed().isEmpty()) {
        toggle(m_model.index(0));
        m_search->clear();
        return true;
    }
    if (watched == m_list && key == Qt::Key_Space) {
        toggle(m_list->currentIndex());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace sotto::ui
