// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity_page.h"

#include "ui/activity_choice.h"
#include "ui/activity_save.h"
#include "ui/activity_words.h"
#include "ui/controls.h"
#include "ui/exceptions_dialog.h"
#include "ui/label.h"
#include "ui/table.h"
#include "ui/way_out.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
const QString kMore = QStringLiteral(" ▾");  // a menu opens

}  // namespace

ActivityPage::ActivityPage(Client& client, const Clock& clock, const Doors& doors, QWidget* parent)
    : QFrame(parent),
      m_log(*doors.activity),
      m_clock(clock),
      m_wayOut(new WayOut(client, clock, doors, *this)),
      m_saver(new ActivitySave(m_log, clock, *this)),
      m_chain((new Label({}, TextRole::Body, this))->wrapped()),
      m_count((new Label({}, TextRole::Caption, Label::Tone::Secondary, this))->wrapped()),
      m_empty(new Label(tr("No entry matches."), TextRole::Body, Label::Tone::Secondary, this)),
      m_only((new Label({}, TextRole::Body, this))->wrapped()),
      m_all(makeButton("activityAll", tr("Show all"), ButtonKind::Link, this)),
      m_narrow(makeButton("activityNarrow", tr("Choose…"), ButtonKind::Outlined, this)),
      m_when(makeButton("activityWhen", {}, ButtonKind::Outlined, this)),
      m_what(makeButton("activityWhat", {}, ButtonKind::Outlined, this)),
      m_report(makeButton("exceptionReport", tr("Exception report…"), ButtonKind::Outlined, this)),
      m_save(makeButton("activitySave", tr("Save") + kMore, ButtonKind::Outlined, this)),
      m_search(new QLineEdit(this)),
      m_table(makeTable("activityTable", tr("Entries of the activity log"), m_shown, this))
{
    setObjectName(QStringLiteral("activity"));
    m_chain->setObjectName(QStringLiteral("chainState"));
    m_count->setObjectName(QStringLiteral("activityCount"));
    makeMenus();
    makeSaveMenu();
    setUpTable();
    watchNames(client);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    layout->addWidget(makeHead());
    layout->addWidget(makeRule(Qt::Horizontal, this));
    layout->addWidget(m_empty, 1, Qt::AlignCenter);
    layout->addWidget(m_table, 1);
    connect(m_narrow, &QPushButton::clicked, this, &ActivityPage::choose);
    connect(m_all, &QPushButton::clicked, this, [this] { narrowTo({}); });
    connect(m_report, &QPushButton::clicked, this, &ActivityPage::showReport);
    connect(m_wayOut, &WayOut::notRecorded, this,
            [this] { m_count->setText(tr("Not printed: it could not be put on record.")); });
    m_empty->hide();
    connect(m_saver, &ActivitySave::said, m_count, &Label::setText);
    setRights(m_rights);
}

QWidget* ActivityPage::makeHead()
{
    auto* head = new QWidget(this);
    auto* layout = new QVBoxLayout(head);
    setGrid(*layout, 6, 3, 2);
    auto* title = new QHBoxLayout;
    setGrid(*title, 0, 0, 2);
    title->addWidget(new Label(tr("Activity log"), TextRole::Title, head), 1);
    title->addWidget(m_report);
    title->addWidget(m_save);
    auto* choices = new QHBoxLayout;
    setGrid(*choices, 0, 0, 2);
    m_search->setObjectName(QStringLiteral("activitySearch"));
    m_search->setPlaceholderText(tr("Filter by person, action or detail"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    choices->addWidget(m_search, 1);
    choices->addWidget(m_what);
    choices->addWidget(m_when);
    choices->addWidget(m_narrow);
    layout->addLayout(title);
    layout->addWidget(m_chain);
    layout->addLayout(choices);
    layout->addWidget(makeNarrowed());
    layout->addWidget(m_count);
    return head;
}

/// What the person chose, in words, and the way back to everything.
QWidget* ActivityPage::makeNarrowed()
{
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    setGrid(*layout, 0, 0, 2);
    m_only->setObjectName(QStringLiteral("activityOnly"));
    layout->addWidget(m_only, 1);
    layout->addWidget(m_all);
    m_only->hide();
    m_all->hide();
    return line;
}

void ActivityPage::setUpTable()
{
    m_shown.setSourceModel(&m_model);
    m_shown.setSortRole(ActivityModel::kSortRole);
    m_shown.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setSortLocaleAware(true);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setFilterKeyColumn(-1);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ActivityModel::When, Qt::DescendingOrder);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setFrameShape(NoFrame);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    for (const auto& [column, letters] :
         {std::pair{ActivityModel::When, 28}, std::pair{ActivityModel::Who, 28},
          std::pair{ActivityModel::What, 34}, std::pair{ActivityModel::Result, 11},
          std::pair{ActivityModel::Whom, 24}, std::pair{ActivityModel::Where, 24},
          std::pair{ActivityModel::Patient, 18}})
        m_table->setColumnWidth(column, letters * letter);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_shown.setFilterFixedString(text);
        showCount();
    });
}

void ActivityPage::makeMenus()
{
    const std::pair<Span, QString> spans[] = {{Span::Day, tr("Last 24 hours")},
                                              {Span::Week, tr("Last 7 days")},
                                              {Span::Month, tr("Last 31 days")},
                                              {Span::All, tr("All the time")}};
    auto* when = new QMenu(m_when);
    for (const auto& [span, text] : spans)
        connect(when->addAction(text), &QAction::triggered, this, [this, span = span, text = text] {
            m_span = span;
            m_spanText = text + kMore;
            m_choice.sinceMs = m_choice.untilMs = 0;
            narrowTo(m_choice);
        });
    m_when->setMenu(when);
    m_spanText = spans[1].second + kMore;
    m_when->setText(m_spanText);
    auto* what = new QMenu(m_what);
    for (std::size_t i = 0; i < kActivityGroups; ++i) {
        const auto group = static_cast<ActivityGroup>(i);
        connect(what->addAction(groupText(group)), &QAction::triggered, this, [this, group] {
            m_group = group;
            m_what->setText(groupText(group) + kMore);
            load();
        });
    }
    m_what->setMenu(what);
    m_what->setText(groupText(ActivityGroup::All) + kMore);
}

void ActivityPage::makeSaveMenu()
{
    auto* ways = new QMenu(m_save);
    const std::pair<ActivityFormat, QString> formats[] = {
        {ActivityFormat::Copy, tr("All of it, for an auditor to verify…")},
        {ActivityFormat::Csv, tr("What is chosen here, as a table (CSV)…")},
        {ActivityFormat::Fhir, tr("What is chosen here, as FHIR AuditEvents…")}};
    for (const auto& [format, text] : formats)
        connect(ways->addAction(text), &QAction::triggered, this,
                [this, format = format] { m_saver->save(format, filter()); });
    m_save->setMenu(ways);
}

void ActivityPage::setRights(Rights rights)
{
    m_rights = rights;
    const bool seesAll = rights.has(Right::SeeActivity);
    m_report->setVisible(seesAll);
    m_save->setVisible(seesAll && rights.has(Right::Export));
    if (isVisible())
        open();
    else
        askDue();
}

void ActivityPage::setSelf(const SelfSnapshot& self)
{
    m_self = self;
    m_wayOut->setSelf(self);
}

void ActivityPage::setPeople(const QList<PersonSnapshot>& people)
{
    m_people = people;
    if (isVisible())
        fillNames();
}

void ActivityPage::fillNames()
{
    QHash<QString, QString> names;
    for (const auto& person : m_people)
        names.insert(m_log.nameOf(ActivityName::Person, person.address),
                     person.name.isEmpty() ? person.address : person.name.string());
    names.insert(m_log.nameOf(ActivityName::Person, m_self.address), tr("You"));
    QHash<QString, QString> others;
    for (auto at = m_conversations.keyBegin(); at != m_conversations.keyEnd(); ++at)
        others.insert(m_log.nameOf(ActivityName::Conversation, *at), m_conversations.value(*at));
    for (const auto& patient : m_patients)
        if (!patient.number.isEmpty())
            others.insert(m_log.nameOf(ActivityName::Patient, patient.number.string()),
                          patient.inLists.string());
    m_model.setNames(std::move(names), std::move(others));
}

void ActivityPage::watchNames(Client& client)
{
    const auto take = [this](const ConversationSnapshot& one) {
        m_conversations.insert(one.address, one.title.isEmpty() ? one.address : one.title.string());
    };
    connect(&client, &Client::conversationChanged, this, take);
    connect(&client, &Client::conversationsLoaded, this,
            [take](const QList<ConversationSnapshot>& all) { std::ranges::for_each(all, take); });
    connect(&client, &Client::recentPatientsLoaded, this,
            [this](const QList<PatientSnapshot>& patients) {
                m_patients = patients;
                if (isVisible())
                    fillNames();
            });
    connect(this, &ActivityPage::opened, &client, &Client::openRecentPatients);
}

void ActivityPage::open()
{
    focusTable();
    fillNames();
    load();
    m_chain->setTone(Label::Tone::Secondary);
    m_chain->setText(tr("Checking that the log is whole…"));
    m_log.check().then(this, [this](const Result<ChainSnapshot>& chain) { onChain(chain); });
    askDue();
    Q_EMIT opened();
}

void ActivityPage::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
    if (!m_table->currentIndex().isValid() && m_shown.rowCount() > 0)
        m_table->setCurrentIndex(m_shown.index(0, 0));
}

void ActivityPage::choose()
{
    ActivityChoice::Known known;
    for (const auto& person : m_people)
        known.people.insert(person.address,
                            person.name.isEmpty() ? person.address : person.name.string());
    if (!m_self.address.isEmpty())
        known.people.insert(m_self.address, tr("You"));
    known.conversations = m_conversations;
    auto* dialog = new ActivityChoice(m_choice, std::move(known), toMs(m_clock.wallNow()), this);
    connect(dialog, &ActivityChoice::chosen, this, &ActivityPage::narrowTo);
    dialog->open();
}

void ActivityPage::narrowTo(const ActivityFilter& choice)
{
    m_choice = choice;
    m_when->setText(choice.untilMs > 0 ? tr("Chosen days") + kMore : m_spanText);
    const auto words =
        choiceText(choice, m_model.nameOf(m_log.nameOf(ActivityName::Person, choice.person)),
                   m_conversations.value(choice.conversation, choice.conversation));
    m_only->setText(words);
    m_only->setVisible(!words.isEmpty());
    m_all->setVisible(!words.isEmpty());
    if (m_all->isHidden() && m_all->hasFocus())
        focusTable();
    load();
}

ActivityFilter ActivityPage::filter() const
{
    auto filter = m_choice;
    filter.group = m_group;
    const int days = m_span == Span::Day ? 1 : m_span == Span::Week ? 7 : 31;
    if (filter.untilMs == 0 && m_span != Span::All)
        filter.sinceMs = toMs(m_clock.wallNow()) - days * kDayMs;
    return filter;
}

void ActivityPage::load()
{
    m_count->setText(tr("Reading…"));
    m_log.read(filter()).then(this, [this](const Result<ActivityEntries>& page) { onPage(page); });
}

void ActivityPage::onPage(const Result<ActivityEntries>& page)
{
    m_model.load(page ? page->newestFirst : QList<ActivityEntry>{});
    m_hasOlder = page && page->hasOlder;
    m_onlyOwn = page && page->onlyOwn;
    if (page)
        showCount();
    else
        m_count->setText(tr("The activity log cannot be read, or this look at it cannot be put on "
                            "record."));
    if (m_table->hasFocus())
        focusTable();
}

void ActivityPage::showCount()
{
    auto text = tr("%Ln entries are shown.", nullptr, m_shown.rowCount());
    if (m_hasOlder)
        text += QLatin1Char(' ') +
            tr("There are older ones: choose a shorter time or one kind of action.");
    if (m_onlyOwn)
        text += QLatin1Char(' ') +
            tr("These are your own. What others did is shown to whom your clinic named for it.");
    m_count->setText(text);
    m_empty->setVisible(m_shown.rowCount() == 0);
    m_table->setVisible(m_shown.rowCount() > 0);
}

void ActivityPage::onChain(const Result<ChainSnapshot>& chain)
{
    const auto state = chain ? *chain : ChainSnapshot{};
    m_chain->setTone(isWhole(state) ? Label::Tone::Normal : Label::Tone::Danger);
    m_chain->setText(chainText(state, toMs(m_clock.wallNow())));
}

/// Before anybody has looked at anything.
void ActivityPage::askDue()
{
    if (!m_rights.has(Right::SeeActivity)) {
        Q_EMIT reviewDue(false);
        return;
    }
    m_log.isReportDue().then(this, [this](const Result<bool>& isDue) {
        Q_EMIT reviewDue(isDue && *isDue && m_rights.has(Right::SeeActivity));
    });
}

void ActivityPage::showReport()
{
    m_log.report().then(this, [this](const Result<ActivityReport>& report) {
        if (!report) {
            m_count->setText(tr("The exception report cannot be made."));
            return;
        }
        auto* dialog = new ExceptionsDialog(
            *report, [this](const QString& who) { return m_model.nameOf(who); },
            toMs(m_clock.wallNow()), this);
        connect(dialog, &ExceptionsDialog::printWanted, m_wayOut,
                [this](const QStringList& lines) { m_wayOut->printRecord(lines, {}); });
        connect(dialog, &ExceptionsDialog::reviewed, this, [this] {
            if (m_log.markReviewed())
                open();
            else
                m_count->setText(tr("The review could not be put on record. Try again."));
        });
        dialog->open();
    });
}

}  // namespace sotto::ui
