// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/directory_model.h"

#include <QWidget>

class QLineEdit;
class QListView;

namespace sotto::ui {

/// Chooses one colleague, or several, with a search as in the directory: type, go down with the
/// arrow, take with Enter or Space; again gives back.
class PeoplePicker final : public QWidget {
    Q_OBJECT
public:
    enum class Takes : std::uint8_t { One, Many };

    PeoplePicker(Takes takes, QWidget* parent);

    void setPeople(const QList<PersonSnapshot>& people);
    void setChosen(const QStringList& addresses);

    const QStringList& chosen() const { return m_chosen; }

    QString names() const;  ///< of those who are chosen, in that order

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void toggle(const QModelIndex& index);

    Takes m_takes;
    DirectoryModel m_model;
    QStringList m_chosen;
    QLineEdit* m_search;
    QListView* m_list;
};

}  // namespace sotto::ui
