// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity_page.h"

#include "ui/activity_words.h"
#include "ui/controls.h"
#include "ui/exceptions_dialog.h"
#include "ui/label.h"
#include "ui/notice_line.h"
#include "ui/reason_dialog.h"
#include "ui/way_out.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QVBoxLayout>

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
      m_chain((new Label({}, TextRole::Body, this))->wrapped()),
      m_count((new Label({}, TextRole::Caption, Label::Tone::Secondary, this))->wrapped()),
      m_empty(new Label(tr("No entry matches."), TextRole::Body, Label::Tone::Secondary, this)),
      m_due(new NoticeLine(QStringLiteral("reportDue"), Icon::Shield, NoticeLine::Close::ByCause,
                           this)),
      m_when(makeButton("activityWhen", {}, ButtonKind::Outlined, this)),
      m_what(makeButton("activityWhat", {}, ButtonKind::Outlined, this)),
      m_report(makeButton("exceptionReport", tr("Exception report…"), ButtonKind::Outlined, this)),
      m_save(makeButton("activitySave", tr("Save") + kMore, ButtonKind::Outlined, this)),
      m_search(new QLineEdit(this)),
      m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("activity"));
    m_chain->setObjectName(QStringLiteral("chainState"));
    m_count->setObjectName(QStringLiteral("activityCount"));
    makeMenus();
    makeTable();
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    layout->addWidget(m_due);
    layout->addWidget(makeHead());
    layout->addWidget(makeRule(Qt::Horizontal, this));
    layout->addWidget(m_empty, 1, Qt::AlignCenter);
    layout->addWidget(m_table, 1);
    m_due->setAction(tr("Look at it"));
    connect(m_due, &NoticeLine::actionWanted, this, &ActivityPage::showReport);
    connect(m_report, &QPushButton::clicked, this, &ActivityPage::showReport);
    connect(m_wayOut, &WayOut::notRecorded, this,
            [this] { m_count->setText(tr("Not printed: it could not be put on record.")); });
    m_empty->hide();
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
    layout->addLayout(title);
    layout->addWidget(m_chain);
    layout->addLayout(choices);
    layout->addWidget(m_count);
    return head;
}

void ActivityPage::makeTable()
{
    m_shown.setSourceModel(&m_model);
    m_shown.setSortRole(ActivityModel::kSortRole);
    m_shown.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setSortLocaleAware(true);
    m_shown.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown.setFilterKeyColumn(-1);
    m_table->setObjectName(QStringLiteral("activityTable"));
    m_table->setAccessibleName(tr("Entries of the activity log"));
    m_table->setModel(&m_shown);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ActivityModel::When, Qt::DescendingOrder);
    m_table->setEditTriggers(QTableView::NoEditTriggers);
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setFrameShape(NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    auto* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    for (const auto& [column, letters] :
         {std::pair{ActivityModel::When, 28}, std::pair{ActivityModel::Who, 28},
          std::pair{ActivityModel::What, 34}, std::pair{ActivityModel::Result, 11},
          std::pair{ActivityModel::Whom, 24}})
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
            m_when->setText(text + kMore);
            load();
        });
    m_when->setMenu(when);
    m_when->setText(spans[1].second + kMore);
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
    auto* ways = new QMenu(m_save);
    const std::pair<ActivityFormat, QString> formats[] = {
        {ActivityFormat::Copy, tr("All of it, for an auditor to verify…")},
        {ActivityFormat::Csv, tr("What is chosen here, as a table (CSV)…")},
        {ActivityFormat::Fhir, tr("What is chosen here, as FHIR AuditEvents…")}};
    for (const auto& [format, text] : formats)
        connect(ways->addAction(text), &QAction::triggered, this,
                [this, format = format] { save(format); });
    m_save->setMenu(ways);
}

void ActivityPage::setRights(Rights rights)
{
    m_rights = rights;
    const bool seesAll = rights.has(Right::SeeActivity);
    m_report->setVisible(seesAll);
    m_save->setVisible(seesAll && rights.has(Right::Export));
    if (!seesAll)
        m_due->hide();
    if (isVisible())
        open();
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
    m_model.setNames(std::move(names));
}

void ActivityPage::open()
{
    focusTable();
    fillNames();
    load();
    m_chain->setTone(Label::Tone::Secondary);
    m_chain->setText(tr("Checking that the log is whole…"));
    m_log.check().then(this, [this](const Result<ChainSnapshot>& chain) { onChain(chain); });
    checkDue();
}

void ActivityPage::focusTable()
{
    m_table->setFocus(Qt::OtherFocusReason);
    if (!m_table->currentIndex().isValid() && m_shown.rowCount() > 0)
        m_table->setCurrentIndex(m_shown.index(0, 0));
}

ActivityFilter ActivityPage::filter() const
{
    const int days = m_span == Span::Day ? 1 : m_span == Span::Week ? 7 : 31;
    return {.group = m_group,
            .sinceMs = m_span == Span::All ? 0 : toMs(m_clock.wallNow()) - days * kDayMs};
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

void ActivityPage::checkDue()
{
    if (!m_rights.has(Right::SeeActivity))
        return;
    m_log.report().then(this, [this](const Result<ActivityReport>& report) {
        const bool isDue = report && report->isDue && m_rights.has(Right::SeeActivity);
        m_due->setVisible(isDue);
        if (isDue)
            m_due->showText(tr("The exception report is due. It has %n line(s).", nullptr,
                               static_cast<int>(report->lines.size())));
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

void ActivityPage::save(ActivityFormat format)
{
    if (!m_log.asksForReason()) {
        chooseTarget(format, ExportReason::NotAsked);
        return;
    }
    auto* dialog =
        new ReasonDialog(tr("Why do you take entries out of the activity log?"), {}, this);
    connect(dialog, &ReasonDialog::chosen, this,
            [this, format](ExportReason reason) { chooseTarget(format, reason); });
    dialog->open();
}

void ActivityPage::chooseTarget(ActivityFormat format, ExportReason reason)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    auto* dialog = new QFileDialog(this, tr("Sotto"), folder.path());
    dialog->setObjectName(QStringLiteral("saveActivity"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontUseNativeDialog);  // ours goes away with the lock
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    const auto day = QDateTime::fromMSecsSinceEpoch(toMs(m_clock.wallNow())).date();
    dialog->selectFile(QStringLiteral("activity-%1%2")
                           .arg(day.toString(Qt::ISODate),
                                format == ActivityFormat::Copy      ? QString()
                                    : format == ActivityFormat::Csv ? QStringLiteral(".csv")
                                                                    : QStringLiteral(".json")));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, format, reason](const QString& path) { saveTo(path, format, reason); });
    dialog->open();
}

void ActivityPage::saveTo(const QString& path, ActivityFormat format, ExportReason reason)
{
    m_count->setText(tr("Saving…"));
    m_log.saveTo(path, format, filter(), reason)
        .then(this, [this, format](const Result<Done>& done) {
            if (done)
                m_count->setText(format == ActivityFormat::Copy
                                     ? tr("Saved. An auditor checks it with: sottoctl audit verify "
                                          "FOLDER")
                                     : tr("Saved."));
            else if (done.error().code == Errc::Duplicate)
                m_count->setText(tr("Not saved: there is a file or folder of that name already."));
            else if (done.error().code == Errc::StorageFull)
                m_count->setText(tr("Not saved: the disk is full."));
            else
                m_count->setText(tr("Not saved: it could not be put on record or written there."));
        });
}

}  // namespace sotto::ui
