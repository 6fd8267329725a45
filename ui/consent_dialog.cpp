// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/consent_dialog.h"

#include "ui/consent_words.h"
#include "ui/controls.h"
#include "ui/label.h"
#include "ui/patient_words.h"
#include "ui/reason_dialog.h"
#include "ui/save_dialog.h"
#include "ui/table.h"
#include "ui/time_text.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

constexpr int kMostScopeChars = 200;
constexpr int kFieldHeight = 36;  // px: as the lines beside it

QDate dayOf(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).date();
}

}  // namespace

ConsentDialog::ConsentDialog(ConsentRegister& consents, const PatientTag& patient,
                             const Clock& clock, QWidget* parent)
    : QDialog(parent),
      m_consents(consents),
      m_patient{patient.name, patient.number},
      m_clock(clock)
{
    setObjectName(QStringLiteral("consentDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    resize(820, 560);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    addHead(*layout);
    addTable(*layout);
    addForm(*layout);
    m_said = (new Label({}, TextRole::Body, this))->wrapped();
    m_said->setObjectName(QStringLiteral("consentSaid"));
    m_said->hide();
    layout->addWidget(m_said);
    addButtons(*layout);
    m_scope->setFocus();
    load();
}

void ConsentDialog::addHead(QBoxLayout& layout)
{
    layout.addWidget(
        (new Label(tr("How this patient agreed to be contacted"), TextRole::Screen, this))
            ->wrapped());
    layout.addWidget((new Label(patientWords(m_patient), TextRole::Title, this))->wrapped());
    layout.addWidget((new Label(tr("Text messages and ordinary e-mail are not protected: others "
                                   "may read them. A patient who was told so may ask for them all "
                                   "the same (notice version %1). What is recorded stays with your "
                                   "messages on this workstation.")
                                    .arg(m_consents.noticeVersion()),
                                TextRole::Body, Label::Tone::Secondary, this))
                         ->wrapped());
}

void ConsentDialog::addTable(QBoxLayout& layout)
{
    m_model.setHorizontalHeaderLabels(
        {tr("What for"), tr("How"), tr("Agreed on"), tr("Notice"), tr("Recorded by"), tr("State")});
    m_table = makeTable("consents", tr("What this patient agreed to"), m_model, this);
    m_table->setSelectionMode(QTableView::SingleSelection);
    layout.addWidget(m_table, 1);
    m_none = new Label(tr("Nothing is recorded of this patient here."), TextRole::Body,
                       Label::Tone::Secondary, this);
    m_none->setAlignment(Qt::AlignCenter);
    layout.addWidget(m_none, 1);
    m_table->hide();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ConsentDialog::followChoice);
}

QWidget* ConsentDialog::captioned(const QString& caption, QWidget* field)
{
    auto* both = new QWidget(this);
    auto* layout = new QVBoxLayout(both);
    setGrid(*layout, 0, 0, 1);
    auto* label = new Label(caption, TextRole::Strong, both);
    label->setBuddy(field);
    field->setAccessibleName(caption);
    field->setMinimumHeight(kFieldHeight);
    layout->addWidget(label);
    layout->addWidget(field);
    return both;
}

void ConsentDialog::addForm(QBoxLayout& layout)
{
    m_channel = new QComboBox(this);
    m_channel->setObjectName(QStringLiteral("consentChannel"));
    for (std::size_t i = 0; i < kContactChannels; ++i)
        m_channel->addItem(channelText(static_cast<ContactChannel>(i)));
    m_scope = new QLineEdit(this);
    m_scope->setObjectName(QStringLiteral("consentScope"));
    m_scope->setMaxLength(kMostScopeChars);
    m_scope->setPlaceholderText(tr("For example: appointment reminders to 555-0100"));
    const auto today = dayOf(toMs(m_clock.wallNow()));
    m_day = new QDateEdit(today, this);
    m_day->setObjectName(QStringLiteral("consentDay"));
    m_day->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_day->setCalendarPopup(true);
    m_day->setMaximumDate(today);
    auto* go = makeButton("consentRecord", tr("Record"), ButtonKind::Primary, this);
    go->setDefault(true);
    auto* row = new QHBoxLayout;
    row->addWidget(captioned(tr("How"), m_channel));
    row->addWidget(captioned(tr("What may be said, and where to"), m_scope), 1);
    row->addWidget(captioned(tr("Agreed on"), m_day));
    row->addWidget(go, 0, Qt::AlignBottom);
    layout.addLayout(row);
    connect(go, &QPushButton::clicked, this, &ConsentDialog::record);
}

void ConsentDialog::addButtons(QBoxLayout& layout)
{
    m_revoke =
        makeButton("consentRevoke", tr("The patient took it back"), ButtonKind::Outlined, this);
    auto* save = makeButton("consentSave", tr("Save the register of all patients…"),
                            ButtonKind::Outlined, this);
    auto* close = makeButton("consentClose", tr("Close"), ButtonKind::Outlined, this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_revoke);
    row->addWidget(save);
    row->addStretch(1);
    row->addWidget(close);
    layout.addLayout(row);
    for (auto* button : {m_revoke, save, close})
        button->setAutoDefault(false);
    m_revoke->setEnabled(false);
    connect(m_revoke, &QPushButton::clicked, this, &ConsentDialog::revoke);
    connect(save, &QPushButton::clicked, this, &ConsentDialog::saveAll);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void ConsentDialog::load()
{
    m_consents.of(QString::fromStdString(m_patient.number))
        .then(this, [this](const Result<QList<ConsentSnapshot>>& found) {
            if (found)
                show(*found);
            else
                answer(Result<Done>{found.error()}, {});
        });
}

void ConsentDialog::show(const QList<ConsentSnapshot>& consents)
{
    m_shown = consents;
    m_model.removeRows(0, m_model.rowCount());
    for (const auto& one : consents) {
        const auto state = one.revokedAtMs == 0
            ? tr("stands")
            : tr("taken back %1, recorded by %2")
                  .arg(dayOf(one.revokedAtMs).toString(Qt::ISODate), one.revokedBy.isolated());
        QList<QStandardItem*> row;
        for (const auto& cell : {one.scope.string(), channelText(one.channel), one.agreedOn,
                                 one.notice.string(), one.recordedBy.string(), state})
            row << new QStandardItem(cell);
        m_model.appendRow(row);
    }
    m_table->setVisible(!consents.isEmpty());
    m_none->setVisible(consents.isEmpty());
    if (!consents.isEmpty()) {
        fitColumns(*m_table);
        m_table->selectRow(0);
    }
    followChoice();
}

void ConsentDialog::followChoice()
{
    const auto row = m_table->currentIndex().row();
    m_revoke->setEnabled(row >= 0 && row < m_shown.size() && m_shown.at(row).revokedAtMs == 0);
}

void ConsentDialog::record()
{
    Consent consent;
    consent.name = m_patient.name;
    consent.number = m_patient.number;
    consent.channel = static_cast<ContactChannel>(m_channel->currentIndex());
    consent.scope = m_scope->text().simplified().toStdString();
    consent.agreedOn = m_day->date().toString(Qt::ISODate).toStdString();
    m_consents.record(std::move(consent)).then(this, [this](const Result<Done>& done) {
        answer(done, tr("Recorded."));
        if (done)
            m_scope->clear();
        else if (done.error().code == Errc::Malformed)
            m_scope->setFocus();
    });
}

void ConsentDialog::revoke()
{
    const auto row = m_table->currentIndex().row();
    if (row < 0 || row >= m_shown.size())
        return;
    m_consents.revoke(m_shown.at(row).id).then(this, [this](const Result<Done>& done) {
        answer(done, tr("Recorded: the patient took it back."));
    });
}

void ConsentDialog::answer(const Result<Done>& done, const QString& words)
{
    m_said->setTone(done ? Label::Tone::Secondary : Label::Tone::Danger);
    m_said->setText(done ? words : consentProblem(done));
    m_said->show();
    announce(*m_said);
    if (!done)
        return;
    load();
    Q_EMIT changed();
}

void ConsentDialog::saveAll()
{
    if (!m_consents.asksForReason()) {
        chooseFile(ExportReason::NotAsked);
        return;
    }
    auto* dialog =
        new ReasonDialog(tr("Why do you take the register of consents out of Sotto?"), {}, this);
    connect(dialog, &ReasonDialog::chosen, this, &ConsentDialog::chooseFile);
    dialog->open();
}

void ConsentDialog::chooseFile(ExportReason reason)
{
    const auto day = dayOf(toMs(m_clock.wallNow())).toString(Qt::ISODate);
    auto* dialog = makeSaveDialog("saveConsents", QStringLiteral("consents-%1.csv").arg(day),
                                  QStandardPaths::DownloadLocation, Existing::Refused, this);
    connect(dialog, &QFileDialog::fileSelected, this, [this, reason](const QString& path) {
        m_consents.saveTo(path, reason).then(this, [this](const Result<Done>& done) {
            answer(done, tr("Saved."));
        });
    });
    dialog->open();
}

}  // namespace sotto::ui
