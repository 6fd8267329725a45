// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chain_dialog.h"

#include "ui/controls.h"
#include "ui/entry.h"
#include "ui/label.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {

ChainDialog::ChainDialog(const QList<PersonSnapshot>& people, int most, QWidget* parent)
    : QDialog(parent),
      m_people(nullptr),
      m_most(most),
      m_list(new QListView(this)),
      m_chain(new Label({}, TextRole::Strong, this))
{
    setObjectName(QStringLiteral("chainDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    resize(440, 520);
    m_people.load(people);
    auto* search = new QLineEdit(this);
    search->setObjectName(QStringLiteral("chainSearch"));
    search->setPlaceholderText(tr("Search a colleague"));
    search->setAccessibleName(tr("Search a colleague"));
    m_list->setObjectName(QStringLiteral("chainPeople"));
    m_list->setAccessibleName(tr("Directory"));
    m_list->setModel(&m_people);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_chain->wrapped()->setObjectName(QStringLiteral("chainChosen"));
    auto* clear = makeButton("chainClear", tr("Nobody"), ButtonKind::Outlined, this);
    auto* go = makeButton("chainGo", tr("Use"), ButtonKind::Primary, this);
    for (auto* button : {clear, go})
        button->setAutoDefault(false);  // Enter in the list or the field chooses a person
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(clear);
    row->addWidget(go);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget((new Label(tr("If nobody answers"), TextRole::Screen, this)));
    layout->addWidget((new Label(tr("Choose who gets the message next. Each step is shown to you, "
                                    "and tells the colleague whom it was for."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    layout->addWidget(search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_chain);
    layout->addLayout(row);
    connect(search, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_people.setSearch(text); });
    connect(search, &QLineEdit::returnPressed, this, [this] { add(m_people.index(0)); });
    connect(m_list, &QListView::clicked, this, &ChainDialog::add);
    connect(m_list, &QListView::activated, this, &ChainDialog::add);
    connect(clear, &QPushButton::clicked, this, [this] {
        m_addresses.clear();
        m_names.clear();
        showState();
    });
    connect(go, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(m_addresses, m_names);
        accept();
    });
    setTabOrder(search, m_list);
    search->setFocus();
    showState();
}

void ChainDialog::add(const QModelIndex& index)
{
    const auto address = index.data(kAddressRole).toString();
    if (address.isEmpty() || m_addresses.contains(address) || m_addresses.size() >= m_most)
        return;
    m_addresses << address;
    m_names << index.data(kEntryRole).value<Entry>().title;
    showState();
}

void ChainDialog::showState()
{
    m_chain->setText(m_names.isEmpty() ? tr("Nobody yet. At most %n person(s).", nullptr, m_most)
                                       : tr("Then %1").arg(m_names.join(tr(", then "))));
}

}  // namespace sotto::ui
