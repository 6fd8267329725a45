// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workstation_page.h"

#include "ui/controls.h"
#include "ui/keeping_line.h"
#include "ui/label.h"
#include "ui/time_text.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kHashShown = 12;  // digits of the hash; the whole one is in the tool tip
constexpr int kTimes[] = {15, 30, 60, 90, 120, 300, 600, 900, 1800};  // s

QString timeText(int seconds)
{
    return seconds % 60 == 0 ? WorkstationPage::tr("%n min", nullptr, seconds / 60)
                             : WorkstationPage::tr("%1 s").arg(seconds);
}

QString valueText(const SettingSnapshot& setting)
{
    const auto& value = setting.value.string();
    if (value.isEmpty())
        return WorkstationPage::tr("not set");
    if (value == QLatin1String("true"))
        return WorkstationPage::tr("yes");
    if (value == QLatin1String("false"))
        return WorkstationPage::tr("no");
    return setting.unit.isEmpty() ? value : value + QLatin1Char(' ') + setting.unit;
}

QString sourceText(const SettingSnapshot& setting)
{
    using Source = SettingSnapshot::Source;
    if (setting.isFixed)
        return WorkstationPage::tr("Fixed: no policy can change it");
    if (setting.source == Source::Person)
        return WorkstationPage::tr("Set by you, stricter than your clinic's");
    if (setting.source == Source::Default)
        return WorkstationPage::tr("Default");
    return setting.wasClamped ? WorkstationPage::tr("Set by %1; its value was out of range")
                                    .arg(setting.origin.isolated())
                              : WorkstationPage::tr("Set by %1").arg(setting.origin.isolated());
}

/// The sentences stand in the table of settings, which knows no tr(): tests/lint/translations.py
/// takes them from there.
QString sentenceText(const SettingSnapshot& setting)
{
    return QCoreApplication::translate("sotto::Setting", setting.sentence.toUtf8().constData());
}

QString sectionOf(const QString& key)
{
    return key.section(QLatin1Char('.'), 0, 0);
}

QString sectionTitle(const QString& section)
{
    static constexpr std::pair<const char*, const char*> kTitles[] = {
        {"policy", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Policy")},
        {"clinic", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Clinic")},
        {"workstation", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Workstation")},
        {"session", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Lock and logoff")},
        {"auth", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Signing in")},
        {"emergency", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Emergency access")},
        {"crypto", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Encryption")},
        {"relay", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Relay")},
        {"alerts", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Alerts")},
        {"roles", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Roles")},
        {"routing", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Routing")},
        {"audit", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Activity log")},
        {"retention", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Keeping and deleting")},
        {"content", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Copying, saving, printing")},
        {"messages", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Messages")},
        {"patient", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Patients")},
        {"consent", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Consent")},
        {"orders", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Orders")},
        {"export", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Export")},
        {"device", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Device")},
        {"ui", QT_TRANSLATE_NOOP("sotto::ui::WorkstationPage", "Appearance")},
    };
    const auto* const found = std::ranges::find_if(
        kTitles, [&](const auto& title) { return section == QLatin1String(title.first); });
    return found == std::end(kTitles) ? section : WorkstationPage::tr(found->second);
}

}  // namespace

WorkstationPage::WorkstationPage(QWidget* parent)
    : QFrame(parent),
      m_state(new Label({}, TextRole::Body, this)),
      m_files((new Label({}, TextRole::Caption, Label::Tone::Secondary, this))->wrapped()),
      m_capture((new Label({}, TextRole::Caption, Label::Tone::Secondary, this))->wrapped()),
      m_keeping((new Label({}, TextRole::Caption, Label::Tone::Secondary, this))->wrapped()),
      m_limit((new Label({}, TextRole::Caption, Label::Tone::Secondary, this))->wrapped()),
      m_none(new Label(tr("No setting matches."), TextRole::Body, Label::Tone::Secondary, this)),
      m_lockAfter(makeButton("lockAfter", {}, ButtonKind::Outlined, this)),
      m_times(new QMenu(m_lockAfter)),
      m_check(makeButton("complianceCheck", tr("Compliance check…"), ButtonKind::Outlined, this)),
      m_filter(new QLineEdit(this)),
      m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("workstation"));
    m_state->wrapped()->setObjectName(QStringLiteral("policyState"));
    m_files->setObjectName(QStringLiteral("policyFiles"));
    auto* content = new QWidget(m_scroll);
    content->setObjectName(QStringLiteral("pageBody"));
    m_list = new QVBoxLayout(content);
    setGrid(*m_list, 6, 2, 1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus);  // arrows and Page Down scroll
    m_scroll->setAccessibleName(tr("Settings"));
    m_scroll->setObjectName(QStringLiteral("settings"));
    m_list->addWidget(makeHead());
    m_list->addWidget(m_none);
    m_list->addStretch(1);

    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 0, 0, 0);
    auto* top = new QHBoxLayout;
    setGrid(*top, 6, 3, 4);
    top->addWidget(new Label(tr("Workstation"), TextRole::Title, this));
    m_filter->setObjectName(QStringLiteral("settingFilter"));
    m_filter->setPlaceholderText(tr("Filter settings"));
    m_filter->setAccessibleName(tr("Filter settings"));
    m_filter->setClearButtonEnabled(true);
    top->addWidget(m_filter, 1);
    top->addWidget(m_check);
    layout->addLayout(top);
    layout->addWidget(makeRule(Qt::Horizontal, this));
    layout->addWidget(m_scroll, 1);
    m_none->hide();
    connect(m_filter, &QLineEdit::textChanged, this, &WorkstationPage::applyFilter);
    connect(m_check, &QPushButton::clicked, this, &WorkstationPage::checkWanted);
    setTabOrder(m_filter, m_check);
    setTabOrder(m_check, m_lockAfter);
    setTabOrder(m_lockAfter, m_scroll);
}

QWidget* WorkstationPage::makeHead()
{
    auto* head = makeSurface("card", this);
    auto* layout = new QVBoxLayout(head);
    setGrid(*layout, 4, 4, 1);
    layout->addWidget(
        (new Label(tr("What your administrator set"), TextRole::Strong, head))->wrapped());
    m_keeping->setObjectName(QStringLiteral("keeping"));
    m_keeping->hide();
    for (auto* label : {m_state, m_files, m_capture, m_keeping})
        layout->addWidget(label);
    layout->addSpacing(2 * kGrid);
    layout->addWidget(makeLockChoice());
    return head;
}

QWidget* WorkstationPage::makeLockChoice()
{
    auto* row = new QWidget(this);
    auto* layout = new QVBoxLayout(row);
    setGrid(*layout, 0, 0, 1);
    auto* caption = new Label(tr("Only for you: lock earlier"), TextRole::Strong, row);
    m_lockAfter->setMenu(m_times);
    layout->addWidget(caption->wrapped());
    layout->addWidget(m_lockAfter, 0, Qt::AlignLeft);
    layout->addWidget(m_limit);
    return row;
}

void WorkstationPage::show(const WorkstationSnapshot& workstation)
{
    showState(workstation);
    fillMenu(workstation);
    if (m_rows.empty())
        makeRows(workstation);
    for (qsizetype i = 0; i < workstation.settings.size(); ++i)
        fillRow(m_rows.at(static_cast<std::size_t>(i)), workstation.settings.at(i));
    applyFilter();
}

void WorkstationPage::showRetention(const RetentionSnapshot& retention)
{
    m_keeping->setText(keepingText(retention));
    m_keeping->show();
}

void WorkstationPage::showState(const WorkstationSnapshot& workstation)
{
    if (!workstation.accepted) {
        m_state->setTone(Label::Tone::Danger);
        m_state->setSafeText(workstation.trouble);
    } else {
        m_state->setTone(Label::Tone::Normal);
        m_state->setText(!workstation.hasFile
                             ? tr("There is no policy file: the built-in defaults are in force.")
                             : workstation.policyName.isEmpty()
                             ? tr("A policy without a name is in force.")
                             : tr("%1 is in force.").arg(workstation.policyName.isolated()));
    }
    m_files->setText(
        tr("Fingerprint of the policy: %1 · last checked %2")
            .arg(workstation.sha256.left(kHashShown), clockText(workstation.checkedAtMs)));
    setPlainToolTip(*m_files, workstation.sha256);
    const auto capture = workstation.captureBlocked ? tr("Screenshots do not show this window.")
        : workstation.blocksCapture
        ? tr("Your clinic asks for a block of screenshots; this system has none.")
        : tr("Screenshots are not blocked.");
    const auto copying = workstation.copying == ContentRule::Allow
        ? tr("Text can be copied; it is marked as a secret.")
        : workstation.copying == ContentRule::Reason
        ? tr("Text can be copied after a question for the reason.")
        : tr("Copying text is blocked.");
    m_capture->setText(capture + QLatin1Char(' ') + copying);
}

/// Times beyond the clinic's are shown, greyed: a person may lock earlier, never later.
void WorkstationPage::fillMenu(const WorkstationSnapshot& workstation)
{
    const int limit = workstation.clinicLockAfterS;
    m_times->clear();
    const auto add = [this](const QString& text, int seconds) {
        auto* action = m_times->addAction(text);
        connect(action, &QAction::triggered, this,
                [this, seconds] { Q_EMIT lockAfterChosen(seconds); });
        return action;
    };
    add(tr("As your clinic set it: %1").arg(timeText(limit)), 0);
    for (const int seconds : kTimes) {
        if (seconds != limit)
            add(timeText(seconds), seconds)->setEnabled(seconds < limit);
    }
    m_lockAfter->setText(tr("Lock after %1").arg(timeText(workstation.lockAfterS)) +
                         QStringLiteral(" ▾"));
    m_limit->setText(tr("Your clinic set %1. You can choose less, not more.").arg(timeText(limit)));
    m_lockAfter->setAccessibleDescription(m_limit->text());
}

void WorkstationPage::makeRows(const WorkstationSnapshot& workstation)
{
    QString section;
    for (const auto& setting : workstation.settings) {
        const auto next = sectionOf(setting.key);
        if (next != section) {
            section = next;
            auto* title = new Label(sectionTitle(section), TextRole::Title, this);
            title->setProperty("section", section);
            m_list->insertSpacing(m_list->count() - 1, 3 * kGrid);
            m_list->insertWidget(m_list->count() - 1, title);
        }
        m_rows.push_back(makeRow(setting, *m_list));
    }
}

WorkstationPage::Row WorkstationPage::makeRow(const SettingSnapshot& setting, QVBoxLayout& into)
{
    auto* row = makeSurface("card", this);
    row->setObjectName(setting.key);
    auto* layout = new QHBoxLayout(row);
    setGrid(*layout, 4, 3, 4);
    auto* words = new QVBoxLayout;
    setGrid(*words, 0, 0, 1);
    words->addWidget((new Label(sentenceText(setting), TextRole::Body, row))->wrapped());
    const auto about = tr("%1 · serves %2").arg(setting.key, setting.rule);
    words->addWidget((new Label(about, TextRole::Caption, Label::Tone::Secondary, row))->wrapped());
    layout->addLayout(words, 3);
    auto* right = new QVBoxLayout;
    setGrid(*right, 0, 0, 1);
    auto* value = (new Label({}, TextRole::Strong, row))->wrapped();
    auto* source = (new Label({}, TextRole::Caption, Label::Tone::Secondary, row))->wrapped();
    right->addWidget(value);
    right->addWidget(source);
    right->addStretch(1);
    layout->addLayout(right, 2);
    into.insertWidget(into.count() - 1, row);
    return {row, setting.key, {}, value, source};
}

void WorkstationPage::fillRow(Row& row, const SettingSnapshot& setting) const
{
    row.value->setText(valueText(setting));
    row.source->setText(sourceText(setting));
    row.source->setTone(setting.source == SettingSnapshot::Source::Default ? Label::Tone::Secondary
                                                                           : Label::Tone::Accent);
    const QStringList all{sentenceText(setting), row.value->text(), row.source->text(), setting.key,
                          setting.rule};
    row.words = all.join(QLatin1Char('\n'));
    row.widget->setAccessibleName(all.join(QStringLiteral(". ")));
}

/// A row is shown if it has each of the words; a section, if it has such a row.
void WorkstationPage::applyFilter()
{
    const auto wanted = m_filter->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QStringList sections;
    for (const auto& row : m_rows) {
        const bool fits = std::ranges::all_of(wanted, [&](const QString& word) {
            return row.words.contains(word, Qt::CaseInsensitive);
        });
        row.widget->setVisible(fits);
        if (fits)
            sections << sectionOf(row.key);
    }
    for (auto* title : m_scroll->findChildren<Label*>()) {
        const auto section = title->property("section").toString();
        if (!section.isEmpty())
            title->setVisible(sections.contains(section));
    }
    m_none->setVisible(sections.isEmpty() && !m_rows.empty());
    m_list->itemAt(0)->widget()->setVisible(wanted.isEmpty());
}

void WorkstationPage::setHasCheck(bool has)
{
    m_check->setVisible(has);
}

void WorkstationPage::focusFilter()
{
    m_filter->setFocus(Qt::OtherFocusReason);
}

}  // namespace sotto::ui
