// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a Qt Widgets program can be: what a start and a process cost before any
// line of ours.

#include <QApplication>
#include <QWidget>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QWidget window;
    window.resize(1180, 760);
    window.show();
    return QApplication::exec();
}
