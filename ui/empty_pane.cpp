// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/empty_pane.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"

#include <QFrame>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

constexpr int kCardWidth = 520;  // px

}  // namespace

EmptyPane::EmptyPane(Client& client, QWidget* parent)
    : QScrollArea(parent),
      m_hint(nullptr),
      m_first(nullptr)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(this);
    content->setObjectName(QStringLiteral("pageBody"));
    setWidget(content);
    m_hint = makeHint();
    m_first = makeFirstRun();
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_first, 100);
    middle->addStretch(1);
    auto* layout = new QVBoxLayout(content);
    setGrid(*layout, 8, 8, 2);
    layout->addStretch(2);
    layout->addWidget(m_hint);
    layout->addLayout(middle);
    layout->addStretch(3);
    m_first->hide();

    connect(&client, &Client::conversationsLoaded, this,
            [this](const QList<ConversationSnapshot>& all) { setFirstRun(all.isEmpty()); });
    connect(&client, &Client::conversationChanged, this, [this] { setFirstRun(false); });
    connect(&client, &Client::pinStateChanged, this,
            [this](PinState state) { m_pin->setVisible(state != PinState::NotAllowed); });
}

QWidget* EmptyPane::makeHint()
{
    auto* hint = new QWidget(widget());
    auto* layout = new QVBoxLayout(hint);
    setGrid(*layout, 0, 0, 2);
    auto* picture = new IconView(Icon::Conversations, tokensFor(palette()).edge, hint);
    picture->setFixedSize(48, 48);
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    auto* title = (new Label(tr("Choose a conversation"), TextRole::Title, hint))->wrapped();
    auto* text = (new Label(tr("Or press Ctrl+N to write to a colleague."), TextRole::Body,
                            Label::Tone::Secondary, hint))
                     ->wrapped();
    for (auto* label : {title, text}) {
        label->setAlignment(Qt::AlignHCenter);
        layout->addWidget(label);
    }
    return hint;
}

QWidget* EmptyPane::makeFirstRun()
{
    auto* card = makeSurface("card", widget());
    card->setObjectName(QStringLiteral("firstRun"));
    card->setMaximumWidth(kCardWidth);
    auto* layout = new QVBoxLayout(card);
    setGrid(*layout, 6, 5, 4);
    layout->addWidget(
        (new Label(tr("Three things to do first"), TextRole::Title, card))->wrapped());
    addStep(*layout, 1, tr("Say how your colleagues reach you: title, department, phone."),
            tr("My profile…"), Command::Profile);
    addStep(*layout, 2, tr("Write to a colleague. Enter sends it, sealed from end to end."),
            tr("New conversation"), Command::NewConversation);
    m_pin =
        addStep(*layout, 3, tr("Press Ctrl+L whenever you leave. A PIN brings you back faster."),
                tr("Set a PIN…"), Command::SetPin);
    m_pin->hide();
    auto* help =
        makeButton("firstHelp", tr("Press F1 for help with what you see."), ButtonKind::Link, card);
    connect(help, &QPushButton::clicked, this, [this] { Q_EMIT commandWanted(Command::Help); });
    layout->addWidget(help, 0, Qt::AlignLeading);
    return card;
}

QPushButton* EmptyPane::addStep(QVBoxLayout& into, int number, const QString& text,
                                const QString& button, Command command)
{
    auto* card = into.parentWidget();
    auto* row = new QHBoxLayout;
    setGrid(*row, 0, 0, 3);
    auto* head = new Label(QLocale().toString(number), TextRole::Title, Label::Tone::Accent, card);
    head->setAlignment(Qt::AlignTop);
    head->setMinimumWidth(6 * kGrid);
    row->addWidget(head);
    auto* words = new QVBoxLayout;
    setGrid(*words, 0, 0, 2);
    words->addWidget((new Label(text, TextRole::Body, card))->wrapped());
    auto* go = makeButton(qPrintable(QStringLiteral("first%1").arg(number)), button,
                          ButtonKind::Outlined, card);
    words->addWidget(go, 0, Qt::AlignLeading);
    row->addLayout(words, 1);
    into.addLayout(row);
    connect(go, &QPushButton::clicked, this, [this, command] { Q_EMIT commandWanted(command); });
    return go;
}

void EmptyPane::setFirstRun(bool on)
{
    m_isFirstRun = on;
    m_first->setVisible(on);
    m_hint->setVisible(!on);
}

}  // namespace sotto::ui
