// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/on_call_offer_bar.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace sotto::ui {

OnCallOfferBar::OnCallOfferBar(QWidget* parent)
    : QFrame(parent),
      m_text((new Label({}, TextRole::Body, this))->wrapped()),
      m_yes(makeButton("takeRole", tr("Take &over"), ButtonKind::Primary, this)),
      m_no(makeButton("declineRole", tr("&Decline"), ButtonKind::Outlined, this))
{
    setObjectName(QStringLiteral("onCallOffer"));
    setProperty("surface", QStringLiteral("notice"));
    auto* layout = new QHBoxLayout(this);
    setGrid(*layout, 4, 2, 3);
    layout->addWidget(new IconView(Icon::People, tokensFor(palette()).accent, this));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_no);
    layout->addWidget(m_yes);
    connect(m_yes, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { answer(false); });
    hide();
}

void OnCallOfferBar::answer(bool yes)
{
    for (auto* button : {m_yes, m_no})
        button->setEnabled(false);  // once; it goes when the answer is under way
    Q_EMIT answered(m_id, yes);
}

void OnCallOfferBar::setOffers(const QList<OnCallOffer>& offers)
{
    for (auto* button : {m_yes, m_no})
        button->setEnabled(true);
    if (offers.isEmpty()) {
        m_id.clear();
        hide();
        return;
    }
    const auto& offer = offers.front();
    const bool isNew = m_id != offer.id;
    m_id = offer.id;
    const auto items =
        offer.openItems > 0 ? tr("%n open item(s)", nullptr, offer.openItems) : tr("nothing open");
    m_text->setText(tr("%1 offers you %2, with %3. Take it over?")
                        .arg(offer.from.isolated(), offer.title.isolated(), items));
    setAccessibleName(m_text->text());
    show();
    if (isNew) {
        announce(*this);
    }
}

}  // namespace sotto::ui
