// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversation_pane.h"

#include "ui/avatar.h"
#include "ui/composer.h"
#include "ui/controls.h"
#include "ui/empty_pane.h"
#include "ui/icon_view.h"
#include "ui/keeping_line.h"
#include "ui/label.h"
#include "ui/message_view.h"
#include "ui/notice_line.h"
#include "ui/on_call_bar.h"
#include "ui/people_strip.h"
#include "ui/request_bar.h"
#include "ui/talk_words.h"
#include "ui/trust_banner.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QEvent>
#include <QFrame>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>

namespace sotto::ui {
namespace {

constexpr MessageId kLatest{std::numeric_limits<std::int64_t>::max()};

}  // namespace

ConversationPane::ConversationPane(Client& client, Time time, Doors doors, QWidget* parent)
    : QWidget(parent),
      m_client(client),
      m_time(time),
      m_consents(doors.consents),
      m_model(time.clock, nullptr),
      m_view(nullptr),
      m_composer(nullptr),
      m_strip(nullptr),
      m_notice(nullptr),
      m_people(nullptr),
      m_onCall(nullptr),
      m_files(nullptr),
      m_stack(new QStackedWidget(this)),
      m_empty(nullptr),
      m_conversation(new QWidget(m_stack)),
      m_team(nullptr),
      m_back(nullptr),
      m_avatar(nullptr),
      m_title(nullptr),
      m_subtitle(nullptr),
      m_devices(nullptr),
      m_verified(nullptr),
      m_trust(nullptr),
      m_keeping(nullptr)
{
    auto* header = makeHeader();
    m_view = new MessageView(m_model, m_conversation);
    m_composer = new Composer(m_conversation);
    m_strip = new AttachStrip(m_conversation);
    m_notice = new NoticeLine(QStringLiteral("fileNotice"), Icon::File, NoticeLine::Close::ByPerson,
                              m_conversation);
    m_files = new ConversationFiles(client, time.clock, std::move(doors),
                                    {m_model, *m_view, *m_composer, *m_strip}, *this);
    auto* composerRow = new QHBoxLayout;
    setGrid(*composerRow, 4, 3, 0);
    composerRow->addWidget(m_composer);
    auto* layout = new QVBoxLayout(m_conversation);
    setGrid(*layout, 0, 0, 0);
    layout->addWidget(header);
    m_trust = new TrustBanner(m_conversation);
    layout->addWidget(m_trust);
    m_keeping = new KeepingLine(m_conversation);
    layout->addWidget(m_keeping);
    layout->addWidget(makeRule(Qt::Horizontal, m_conversation));
    layout->addWidget(m_view, 1);
    m_people = new PeopleStrip(m_conversation);
    layout->addWidget(m_people);
    m_onCall = new OnCallBar(m_conversation);
    layout->addWidget(m_onCall);
    layout->addWidget(m_notice);
    layout->addWidget(m_strip);
    layout->addLayout(composerRow);
    m_empty = new EmptyPane(m_client, m_stack);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_conversation);
    auto* outer = new QVBoxLayout(this);
    setGrid(*outer, 0, 0, 0);
    outer->addWidget(m_stack);
    setAcceptDrops(true);
    connectParts();
    connectClient();
}

ConversationPane::~ConversationPane() = default;

void ConversationPane::connectParts()
{
    connect(m_files, &ConversationFiles::said, m_notice, &NoticeLine::showText);
    connect(m_composer, &Composer::textEdited, this, &ConversationPane::draftChanged);
    connect(m_composer, &Composer::sendRequested, this, &ConversationPane::send);
    connect(m_composer, &Composer::correctionRequested, this,
            [this](MessageId id, const QString& text, const About& about) {
                m_client.correct(id, text, about);
            });
    connect(m_composer, &Composer::patientWanted, this, &ConversationPane::choosePatient);
    connect(m_composer, &Composer::aboutChanged, this,
            [this](const About& about) { m_client.savePatient(m_id, about); });
    connect(m_composer, &Composer::editLastWanted, this, &ConversationPane::editLast);
    connect(&m_composer->requests(), &RequestBar::chainWanted, this,
            &ConversationPane::chooseChain);
    connect(m_view, &MessageView::actionRequested, this, &ConversationPane::onAction);
    connect(m_view, &MessageView::reachedEnd, this, &ConversationPane::markReadIfSeen);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this,
            &ConversationPane::seeFirstUnread);
    connect(m_view, &MessageView::olderWanted, this, [this] {
        // Another page is on its way in this one's place: what is asked now would not fit it.
        if (const auto oldest = m_model.oldest(); oldest && !m_isAround)
            m_client.loadOlder(m_id, *oldest);
    });
    connect(m_view, &MessageView::newerWanted, this, [this] {
        if (const auto newest = m_model.newest(); newest && !m_isAround)
            m_client.loadNewer(m_id, *newest);
    });
    connect(m_view, &MessageView::latestWanted, this, [this] { openAround(kLatest); });
    connect(m_trust, &TrustBanner::chosen, this, [this](MessageId message, UrgentChoice choice) {
        m_client.chooseForUrgent(message, choice);
        m_composer->focusText();
    });
    connect(m_people, &PeopleStrip::decided, this,
            [this](ConversationId team, const QString& address, bool letIn) {
                m_client.letIn(team, address, letIn);
                m_composer->focusText();
            });
    connect(m_onCall, &OnCallBar::followWanted, this, &ConversationPane::followRole);
    connect(m_onCall, &OnCallBar::left, this, [this] {
        draftChanged();
        m_composer->focusText();
    });
    connect(m_trust, &TrustBanner::devicesWanted, this,
            [this] { Q_EMIT devicesWanted(m_address); });
    connectTalk();
}

QWidget* ConversationPane::makeHeader()
{
    auto* header = makeSurface("panel", m_conversation);
    m_back = makeIconButton("back", Icon::Back, tr("Back to the list"), header);
    m_back->hide();
    m_avatar = new Avatar(36, header);
    m_title = new Label({}, TextRole::Title, header);
    m_title->setObjectName(QStringLiteral("conversationTitle"));
    m_subtitle = new Label({}, TextRole::Caption, Label::Tone::Secondary, header);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    auto* layout = new QHBoxLayout(header);
    setGrid(*layout, 4, 2, 3);
    layout->addWidget(m_back);
    layout->addWidget(m_avatar);
    layout->addLayout(words, 1);
    addDevices(*layout);
    m_team = makeIconButton("team", Icon::People, tr("Team: members and more"), header);
    m_team->hide();
    layout->addWidget(m_team);
    connect(m_team, &QToolButton::clicked, this, &ConversationPane::teamWanted);
    m_title->setMinimumWidth(40);
    connect(m_back, &QToolButton::clicked, this, &ConversationPane::backRequested);
    return header;
}

/// The way to the devices of the person, which is also the mark that they were compared.
void ConversationPane::addDevices(QHBoxLayout& row)
{
    auto* const header = row.parentWidget();
    m_devices = makeButton("conversationDevices", {}, ButtonKind::Quiet, header);
    row.addWidget(m_devices);
    m_verified = new QWidget(header);
    auto* mark = new QHBoxLayout(m_verified);
    setGrid(*mark, 0, 0, 1);
    mark->addWidget(new IconView(Icon::Shield, tokensFor(palette()).accent, m_verified));
    mark->addWidget(new Label(tr("Verified"), TextRole::Caption, Label::Tone::Accent, m_verified));
    row.addWidget(m_verified);
    connect(m_devices, &QPushButton::clicked, this, [this] { Q_EMIT devicesWanted(m_address); });
}

void ConversationPane::connectClient()
{
    connect(&m_client, &Client::pageLoaded, this, &ConversationPane::onPage);
    connect(&m_client, &Client::olderLoaded, this,
            [this](ConversationId id, const QList<MessageSnapshot>& older, bool hasOlder) {
                if (id == m_id)
                    m_view->prepend(older, hasOlder);
            });
    connect(&m_client, &Client::aroundLoaded, this,
            [this](ConversationId id, MessageId message, const QList<MessageSnapshot>& messages,
                   bool hasOlder, bool hasNewer) {
                onAround(id, message, messages, {hasOlder, hasNewer});
            });
    connect(&m_client, &Client::newerLoaded, this,
            [this](ConversationId id, const QList<MessageSnapshot>& newer, bool hasNewer) {
                if (id != m_id)
                    return;
                m_view->append(newer, hasNewer);
                markReadIfSeen();
            });
    connect(&m_client, &Client::messageChanged, this, &ConversationPane::onMessage);
    connect(&m_client, &Client::draftLoaded, this, &ConversationPane::onDraft);
    connect(&m_client, &Client::patientLoaded, this,
            [this](ConversationId id, const std::optional<PatientSnapshot>& patient) {
                if (id == m_id && patient && !m_composer->about())
                    m_composer->setAbout(tagOf(*patient));
            });
    connect(&m_client, &Client::directoryChanged, this, &ConversationPane::setPeople);
    connect(&m_client, &Client::connectionChanged, this, [this](Connection connection) {
        m_connection = connection;
        updateStatWaits();
    });
    connect(&m_client, &Client::peopleChanged, this, [this](const QList<PersonSnapshot>& news) {
        for (const auto& person : news)
            for (auto& known : m_directory)
                if (known.address == person.address)
                    known = person;
        updatePrompting();
    });
    connect(&m_client, &Client::alertLimitsChanged, this, [this](const AlertLimits& limits) {
        m_limits = limits;
        m_composer->setLimits(limits);
    });
    connect(&m_client, &Client::itemOverdue, this, [this](const OpenItemSnapshot& item) {
        if (!item.forUs)
            m_notice->showText(tr("No answer in time from %1.").arg(item.title.isolated()));
    });
}

void ConversationPane::open(const ConversationSnapshot& conversation)
{
    if (m_id == conversation.id) {
        m_composer->focusText();
        return;
    }
    begin(conversation);
}

void ConversationPane::begin(const ConversationSnapshot& conversation)
{
    close();
    m_id = conversation.id;
    update(conversation);
    m_stack->setCurrentWidget(m_conversation);
    m_client.openConversation(m_id);
}

/// Its draft comes with the newest page, which is not shown.
void ConversationPane::openAt(const ConversationSnapshot& conversation, MessageId message)
{
    if (m_id != conversation.id)
        begin(conversation);
    openAround(message);
}

void ConversationPane::close()
{
    m_composer->endCorrection();  // it is about this conversation, and is no draft
    saveDraftNow();
    if (const auto place = m_loaded ? m_view->place() : std::nullopt)
        m_places[m_id.value] = place->value;
    else
        m_places.remove(m_id.value);
    m_files->close();
    m_notice->hide();
    m_onCall->end();
    m_id = {};
    m_loaded = m_isAround = m_skipsUnread = false;
    m_model.clear();
    m_composer->setText({});
    m_composer->setQuotation({});
    m_composer->reset();
    m_stack->setCurrentIndex(0);
}

void ConversationPane::update(const ConversationSnapshot& conversation)
{
    if (conversation.id != m_id)
        return;
    const auto name =
        conversation.title.isEmpty() ? conversation.address : conversation.title.string();
    m_title->setText(name);
    m_name = name;
    m_files->open(m_id, name);
    m_avatar->setPerson({conversation.address, name});
    QStringList parts{conversation.jobTitle.string(), conversation.group.string()};
    if (conversation.isRoom)
        parts << tr("%n member(s)", nullptr, conversation.members);
    else
        parts << presenceText(conversation.presence, conversation.untilMs);
    parts.removeAll(QString());
    m_subtitle->setText(parts.join(QStringLiteral(" · ")));
    m_people->setConversation(conversation);
    m_team->setVisible(conversation.isRoom);
    m_composer->setVisible(!conversation.isRecord &&
                           m_composer->isEnabledTo(this));  // else: reading only
    m_address = conversation.isRoom ? QString() : conversation.address;
    m_members = conversation.memberAddresses;
    updateMembers();
    const auto tokens = tokensFor(palette());
    m_devices->setIcon(conversation.verified ? icon(Icon::Shield, tokens.accent)
                                             : icon(Icon::Key, tokens.textSecondary));
    m_devices->setText(conversation.verified ? tr("Verified") : tr("Devices"));
    setPlainToolTip(*m_devices,
                    conversation.verified ? tr("All their devices were compared. Show them.")
                                          : tr("Their devices, and how to compare them"));
    m_devices->setVisible(!conversation.isRoom);
    m_verified->setVisible(conversation.isRoom && conversation.verified);
    m_trust->setConversation(conversation);
    m_keeping->setConversation(conversation);
    m_presence = conversation.isRoom ? Presence::Available : conversation.presence;
    m_phone = conversation.phone;
    updatePrompting();
    updateStatWaits();
}

void ConversationPane::onPage(ConversationId id, const QList<MessageSnapshot>& messages,
                              bool hasOlder)
{
    if (id != m_id || m_isAround || (m_loaded && m_model.hasNewer()))
        return;  // another part of it is being read
    m_model.load(messages, hasOlder);
    m_loaded = true;
    const auto place = m_places.constFind(id.value);
    m_view->showStart(place == m_places.constEnd() ? std::nullopt
                                                   : std::optional(MessageId{place.value()}));
    markReadIfSeen();
}

void ConversationPane::onAround(ConversationId id, MessageId message,
                                const QList<MessageSnapshot>& messages, Ends ends)
{
    if (id != m_id)
        return;
    m_isAround = false;
    m_model.load(messages, ends.hasOlder, ends.hasNewer);
    m_loaded = true;
    m_skipsUnread = message != kLatest && m_model.hasUnread();
    if (message == kLatest)
        m_view->showStart(std::nullopt);
    else
        m_view->showAt(message);
    markReadIfSeen();
}

/// The part of the conversation around that message, in place of what is shown.
void ConversationPane::openAround(MessageId message)
{
    m_isAround = true;
    m_client.openAround(m_id, message);
}

void ConversationPane::onMessage(const MessageSnapshot& message)
{
    if (message.conversation != m_id || !m_loaded)
        return;
    m_model.change(message);
    markReadIfSeen();
}

void ConversationPane::onAction(RowAction action, MessageId id)
{
    if (m_files->run(action, id))
        return;
    const auto order = m_model.find(id);
    if (order && (action == RowAction::ReadBack || action == RowAction::EnterOrder))
        stepOrder(*order, action);
    else if (action == RowAction::Acknowledge)
        m_client.acknowledge(id);
    else if (action == RowAction::ShowEvidence)
        showEvidence(id);
    else if (action == RowAction::Accept)
        m_client.answer(id, Answer::Accepted);
    else if (action == RowAction::Finish)
        m_client.answer(id, Answer::Completed);
    else if (action == RowAction::AskResend)
        m_client.askToResend(id);
    else
        m_client.retry(id);
}

void ConversationPane::showBack(bool on)
{
    m_back->setVisible(on);
}

void ConversationPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ActivationChange)
        markReadIfSeen();
    QWidget::changeEvent(event);
}

void ConversationPane::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_id != ConversationId{} && bringsFiles(*event->mimeData()))
        event->acceptProposedAction();
}

void ConversationPane::dropEvent(QDropEvent* event)
{
    m_files->offer(chosenFrom(*event->mimeData()));
    event->acceptProposedAction();
}

/// "Read" is evidence that somebody relies on: only what stood on an active screen counts.
/// A sender relies on "Read": what a jump went past has not been seen.
void ConversationPane::seeFirstUnread()
{
    const int unread = m_model.unreadRow();
    if (m_skipsUnread && unread >= 0 && (unread > 0 || !m_model.hasOlder()) &&
        m_view->shows(unread))
        m_skipsUnread = false;
}

void ConversationPane::markReadIfSeen()
{
    if (!m_loaded || !m_model.hasUnread() || !isVisible() || !isActiveWindow())
        return;
    seeFirstUnread();
    if (!m_skipsUnread && m_view->isAtEnd())
        m_client.markRead(m_id);
}

}  // namespace sotto::ui
