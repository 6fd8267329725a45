// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content_export.h"

#include <QClipboard>
#include <QImage>
#include <QObject>

namespace sotto::ui {

/// Copies text as plain text, marked as a secret.
void copyText(const QString& text);

/// Copies a picture, marked as a secret.
void copyPicture(const QImage& picture);

/// Watches what leaves this process by the clipboard and by X11's PRIMARY selection, from
/// whichever widget: plain text only, marked so that clipboard histories and the cloud leave
/// it alone (hostile.md G21), and taken back at a lock. UI thread; one for a session.
///
/// The mark is set in the event that copies, before another program can ask for the text.
class ClipboardGuard final : public QObject {
    Q_OBJECT
public:
    explicit ClipboardGuard(QObject* parent);
    ~ClipboardGuard() override;  ///< as clear()

    /// content.copy. Deny: what is copied is gone at once. Reason: so is what a field or a
    /// label copied by itself; copyText() and copyPicture() come after the question.
    void setRule(ContentRule rule);

    /// Empties clipboard and selection if what they hold was copied here.
    static void clear();

private:
    void onChanged(QClipboard::Mode mode) const;

    ContentRule m_rule = ContentRule::Allow;
};

}  // namespace sotto::ui
