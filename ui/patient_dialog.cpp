// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patient_dialog.h"

#include "ui/consent_dialog.h"
#include "ui/consent_words.h"
#include "ui/controls.h"
#include "ui/label.h"
#include "ui/patient_words.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace sotto::ui {
namespace {

constexpr int kMostNameChars = 80;
constexpr int kShownAtOnce = 4;

}  // namespace

PatientDialog::PatientDialog(Client& client, const About& about, const QStringList& labels,
                             QWidget* parent)
    : QDialog(parent),
      m_name(nullptr),
      m_number(nullptr),
      m_trouble(nullptr),
      m_recentTitle(nullptr),
      m_recent(nullptr)
{
    setObjectName(QStringLiteral("patientDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(440);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("Which patient?"), TextRole::Screen, this));
    layout->addWidget((new Label(tr("It travels inside the encryption. Lists and phones show "
                                    "initials and the end of the number."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    m_name = addField("patientName", tr("Name"), kMostNameChars);
    m_number = addField("patientNumber", tr("Record number"), int{kMostPatientNumber});
    auto all = labels;
    if (about)
        for (const auto& label : about->labels)
            all << QString::fromStdString(label);
    all.removeDuplicates();
    addLabels(all);
    addConsents();
    addRecent();
    m_trouble = (new Label({}, TextRole::Body, Label::Tone::Danger, this))->wrapped();
    m_trouble->setObjectName(QStringLiteral("patientTrouble"));
    m_trouble->hide();
    layout->addWidget(m_trouble);
    addButtons();
    if (about)
        fill(*about);
    connect(&client, &Client::recentPatientsLoaded, this, &PatientDialog::showRecent);
    client.openRecentPatients();
    m_name->setFocus();
}

QLineEdit* PatientDialog::addField(const char* name, const QString& caption, int most)
{
    auto* field = new QLineEdit(this);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(caption);
    field->setMaxLength(most);
    auto* label = new Label(caption, TextRole::Strong, this);
    label->setBuddy(field);
    layout()->addWidget(label);
    layout()->addWidget(field);
    return field;
}

void PatientDialog::addLabels(const QStringList& labels)
{
    if (labels.isEmpty())
        return;
    layout()->addWidget(new Label(tr("Sensitive records"), TextRole::Strong, this));
    auto* row = new QHBoxLayout;
    row->setSpacing(4 * kGrid);
    for (const auto& label : labels) {
        auto* box = new QCheckBox(withoutMnemonic(label), this);
        box->setObjectName(QStringLiteral("label-") + label);
        box->setProperty("label", label);
        row->addWidget(box);
        m_labels << box;
    }
    row->addStretch(1);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    layout()->addWidget((new Label(tr("A marked message warns whoever reads it, is not passed on "
                                      "by itself, and leaves Sotto only for a reason."),
                                   TextRole::Caption, Label::Tone::Secondary, this))
                            ->wrapped());
}

void PatientDialog::addConsents()
{
    m_consentRow = new QWidget(this);
    auto* row = new QHBoxLayout(m_consentRow);
    setGrid(*row, 0, 0, 2);
    m_agreed = (new Label({}, TextRole::Body, Label::Tone::Secondary, m_consentRow))->wrapped();
    m_agreed->setObjectName(QStringLiteral("patientAgreed"));
    auto* open =
        makeButton("patientConsents", tr("How to contact them…"), ButtonKind::Link, m_consentRow);
    open->setAutoDefault(false);
    row->addWidget(m_agreed, 1);
    row->addWidget(open);
    layout()->addWidget(m_consentRow);
    m_consentRow->hide();
    connect(open, &QPushButton::clicked, this, &PatientDialog::openConsents);
    connect(m_number, &QLineEdit::editingFinished, this, &PatientDialog::showAgreed);
}

void PatientDialog::offerConsents(ConsentRegister& consents, const Clock& clock)
{
    if (!consents.isKept())
        return;
    m_consents = &consents;
    m_clock = &clock;
    m_consentRow->show();
    showAgreed();
}

/// What is on record of that number; who has typed on since gets the later answer.
void PatientDialog::showAgreed()
{
    if (m_consents == nullptr)
        return;
    const auto number = m_number->text();
    m_agreed->setText(tr("Outside Sotto: nothing is recorded."));
    if (recordKey(number.toStdString()).empty())
        return;
    m_consents->of(number).then(this, [this, number](const Result<QList<ConsentSnapshot>>& found) {
        const auto ways = found ? agreedText(*found) : QString();
        if (number == m_number->text() && !ways.isEmpty())
            m_agreed->setText(tr("Outside Sotto, agreed: %1.").arg(ways));
    });
}

void PatientDialog::openConsents()
{
    const auto tag = tidied(typed());
    if (!tag || tag->name.empty() || recordKey(tag->number).empty()) {
        m_trouble->setText(tr("Enter the patient's name and record number first."));
        m_trouble->show();
        (m_name->text().trimmed().isEmpty() ? m_name : m_number)->setFocus();
        return;
    }
    m_trouble->hide();
    auto* dialog = new ConsentDialog(*m_consents, *tag, *m_clock, this);
    connect(dialog, &ConsentDialog::changed, this, &PatientDialog::showAgreed);
    dialog->open();
}

void PatientDialog::addRecent()
{
    m_recentTitle = new Label(tr("Lately"), TextRole::Strong, this);
    m_recent = new QListWidget(this);
    m_recent->setObjectName(QStringLiteral("recentPatients"));
    m_recent->setAccessibleName(tr("Patients of whom was written here lately"));
    m_recent->setFrameShape(QFrame::NoFrame);
    m_recent->setSpacing(kGrid);
    layout()->addWidget(m_recentTitle);
    layout()->addWidget(m_recent);
    m_recentTitle->hide();
    m_recent->hide();
    const auto take = [this](const QListWidgetItem* item) {
        const auto row = m_recent->row(item);
        if (row >= 0 && row < m_patients.size())
            fill(tagOf(m_patients.at(row)));
    };
    connect(m_recent, &QListWidget::itemClicked, this, take);
    connect(m_recent, &QListWidget::itemActivated, this, take);
}

void PatientDialog::addButtons()
{
    auto* none = makeButton("patientNone", tr("No patient"), ButtonKind::Outlined, this);
    auto* cancel = makeButton("patientCancel", tr("Cancel"), ButtonKind::Outlined, this);
    auto* go = makeButton("patientUse", tr("Use"), ButtonKind::Primary, this);
    auto* row = new QHBoxLayout;
    row->addWidget(none);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(go);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    for (auto* button : {none, cancel})
        button->setAutoDefault(false);
    go->setDefault(true);
    connect(none, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen({});
        accept();
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(go, &QPushButton::clicked, this, &PatientDialog::use);
}

void PatientDialog::showRecent(const QList<PatientSnapshot>& patients)
{
    m_patients = patients;
    m_recent->clear();
    for (const auto& patient : patients)
        m_recent->addItem(patientWords(patient));
    const auto shown = qMin(static_cast<int>(patients.size()), kShownAtOnce);
    if (shown > 0)
        m_recent->setFixedHeight(shown * (m_recent->sizeHintForRow(0) + 2 * kGrid) + kGrid);
    m_recentTitle->setVisible(shown > 0);
    m_recent->setVisible(shown > 0);
}

void PatientDialog::fill(const PatientTag& tag)
{
    m_name->setText(QString::fromStdString(tag.name));
    m_number->setText(QString::fromStdString(tag.number));
    m_unlisted = tag.labels;
    for (auto* box : m_labels) {
        const auto label = box->property("label").toString().toStdString();
        box->setChecked(std::erase(m_unlisted, label) > 0);
    }
    showAgreed();
}

PatientTag PatientDialog::typed() const
{
    PatientTag tag{m_name->text().toStdString(), m_number->text().toStdString()};
    for (const auto* box : m_labels)
        if (box->isChecked())
            tag.labels.push_back(box->property("label").toString().toStdString());
    tag.labels.insert(tag.labels.end(), m_unlisted.begin(), m_unlisted.end());
    return tag;
}

void PatientDialog::use()
{
    if (const auto tag = tidied(typed())) {
        Q_EMIT chosen(tag);
        accept();
        return;
    }
    const bool isEmpty = m_name->text().trimmed().isEmpty() && m_number->text().trimmed().isEmpty();
    m_trouble->setText(isEmpty ? tr("Enter a name, a record number, or both.")
                               : tr("A record number has letters, digits, spaces and - . / only."));
    m_trouble->show();
    (isEmpty ? m_name : m_number)->setFocus();
}

}  // namespace sotto::ui
