// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/snapshots.h"
#include "ui/theme.h"

#include <QString>
#include <QWidget>

class QPainter;

namespace sotto::ui {

/// Up to two letters that stand for a person: "Dr Lee Sample" gives "DS".
QString initialsOf(const QString& name);

/// Who is drawn: colours come from the address, letters from the name.
struct AvatarOf {
    QString address;
    QString name;
};

void paintAvatar(QPainter& painter, const QRectF& where, const AvatarOf& who, const Tokens& tokens);

/// A mark whose shape, not only its colour, tells the presence apart.
void paintPresence(QPainter& painter, const QRectF& where, Presence presence, const Tokens& tokens);

/// `untilMs` of DoNotDisturb; 0: not known.
QString presenceText(Presence presence, std::int64_t untilMs = 0);

/// A round picture of a person, of a fixed size. Takes no focus.
class Avatar final : public QWidget {
    Q_OBJECT
public:
    Avatar(int size, QWidget* parent);
    void setPerson(AvatarOf who);
    /// With a mark for it; Available has none.
    void setPresence(Presence presence);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    AvatarOf m_who;
    Presence m_presence = Presence::Available;
};

}  // namespace sotto::ui
