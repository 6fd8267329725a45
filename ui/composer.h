// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/open_items.h"
#include "core/api/talk.h"
#include "ui/attach_strip.h"
#include "ui/mentions.h"
#include "ui/templates.h"

#include <QFrame>

#include <optional>

class QActionGroup;
class QMenu;
class QPushButton;
class QToolButton;

namespace sotto::ui {

class ComposerEdit;
class Label;
class PatientBar;
class QuoteBar;
class RequestBar;

/// Where a message is written: text, urgency, send.
class Composer final : public QFrame {
    Q_OBJECT
public:
    static constexpr qsizetype kMostBytes = 16 * 1024;  ///< UTF-8; also the cap of SafeText

    explicit Composer(QWidget* parent);

    QString text() const;
    void setText(const QString& text);  ///< does not count as typing: no textEdited()
    void setUrgency(Urgency urgency);

    /// What is to be kept for later: not the new text of a message.
    QString draft() const { return isCorrecting() ? m_before : text(); }

    /// Before what was typed since: neither may be lost. True: both are there now.
    bool addToDraft(const QString& text);

    Urgency urgency() const { return m_urgency; }

    RequestBar& requests() { return *m_requests; }

    void setLimits(const AlertLimits& limits);

    void setTemplates(const QList<Template>& templates) { m_templates = templates; }

    void openTemplates();

    /// Of a team: who may be meant; an at sign offers them.
    void setMembers(const QList<Member>& members) { m_members = members; }

    void openMembers();

    /// Whom the next message is about: chosen by the person, or as it was kept with the draft.
    void choosePatient(const About& about);
    void setAbout(const About& about);  ///< does not count as choosing: no aboutChanged()
    const About& about() const;

    /// Of the draft, not of the correction that is being written.
    const About& draftAbout() const { return isCorrecting() ? m_aboutBefore : about(); }

    /// Which message the next one answers; does not count as choosing. Escape drops it.
    void setQuotation(std::optional<QuotationSnapshot> quotation);
    const std::optional<QuotationSnapshot>& quotation() const;

    /// A quiet word where the text may name a patient to somebody who does not treat them.
    struct Prompting {
        QString whom;
        int thisYear = 0;
        bool asksForPatient = false;  ///< also where a patient is named: Enter again sends
    };

    void setPrompting(std::optional<Prompting> prompting);

    /// What to ask before that patient is named to somebody who is not known to treat patients;
    /// empty: nothing, or it was asked already. It never blocks: what is sent again goes.
    QString takePatientQuestion(const About& about);

    void asksAgain() { m_patientAsked = false; }

    /// Why a STAT would not arrive now, and whom to call instead; empty: it would.
    void setStatWaits(const QString& why);

    /// What is typed is the new text of that message, until it is sent or Escape is pressed. What
    /// stood there before comes back then; the draft stays what it was.
    void startCorrection(MessageId id, const QString& text, const About& about);
    void endCorrection();

    void reset();  ///< of the urgency, and of what belongs to one message alone

    void focusText();

    /// No: the text stays, and the button says why it cannot go.
    void setMaySend(bool may);

    /// No, by the clinic's roles: STAT cannot be chosen, and the menu says why.
    void setMaySendStat(bool may);

Q_SIGNALS:
    void textEdited();
    void sendRequested(const QString& text, const sotto::Request& how);
    void correctionRequested(sotto::MessageId id, const QString& text, const sotto::About& about);
    void editLastWanted();  ///< Up in an empty field
    void attachWanted();    ///< the paper clip
    void patientWanted();   ///< somebody wants to say whom it is about
    void aboutChanged(const sotto::About& about);
    void quotationDropped();
    void filesBrought(const QList<sotto::ui::Chosen>& files);

private:
    void send();

    bool asksForPlaces();
    bool asksForPatient();

    void dropQuotation();
    void popUpAtCursor(QMenu& menu);
    void escape();

    bool isCorrecting() const { return m_correcting != MessageId{}; }

    void updateState();
    QString warning() const;
    QString hint() const;
    QString identifierHint() const;
    QMenu* makeUrgencyMenu();
    void nameUrgencies();

    ComposerEdit* m_edit;
    Label* m_hint;
    QToolButton* m_urgencyButton;
    QToolButton* m_attach;
    QToolButton* m_patient;
    QPushButton* m_send;
    QActionGroup* m_urgencies = nullptr;
    RequestBar* m_requests;
    PatientBar* m_patientBar;
    QuoteBar* m_quoteBar;
    AlertLimits m_limits;
    QList<Template> m_templates = templatesWith({});
    QList<Member> m_members;
    bool m_hasTemplate = false;
    bool m_placesAsked = false;   ///< and left as they are
    bool m_patientAsked = false;  ///< whether the patient is needed
    MessageId m_correcting;
    std::optional<Prompting> m_prompting;
    QString m_statWaits;
    QString m_before;     ///< the correction: what had been typed
    About m_aboutBefore;  ///< and about whom
    Urgency m_urgency = Urgency::Fyi;
    bool m_restoring = false;
    bool m_maySend = true;
    bool m_maySendStat = true;
};

}  // namespace sotto::ui
