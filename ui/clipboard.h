// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QClipboard>
#include <QObject>

namespace sotto::ui {

/// Copies text as plain text, marked as a secret.
void copyText(const QString& text);

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

    /// content.copy: what was copied while it is false is gone at once.
    void setMayCopy(bool may);

    /// Empties clipboard and selection if what they hold was copied here.
    static void clear();

private:
    void onChanged(QClipboard::Mode mode) const;

    bool m_mayCopy = true;
};

}  // namespace sotto::ui
